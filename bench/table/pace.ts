import { Agent, request } from 'undici';
import { certificates } from '../load.ts';
import { collectBefore } from '../memory.ts';

export interface Call {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Pace {
  readonly perSecond: number;
  readonly count: number;
}

/** How long each call took, in milliseconds. */
export interface Times {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** What came back whole, and after how many milliseconds it was. */
export interface Answer {
  readonly status: number;
  readonly milliseconds: number;
  /** The body, for whoever wants to read it. */
  text(): string;
}

/** Sends calls as a record system does, over kept connections of its own. */
export interface Caller {
  /** The `nr`th call, for a consumer of its own: identical questions would be asked of the sources once for all of them. */
  send(call: Call, nr: number): Promise<Answer>;
  close(): Promise<void>;
}

export function createCaller(connections = 64): Caller {
  const dispatcher = new Agent({ connect: certificates(), connections });
  return {
    async send({ url, headers, body }, nr) {
      const startedAt = performance.now();
      const consumer = { 'x-rivta-original-serviceconsumer-hsaid': `SE2321000230-DEMOBENCH${nr}` };
      const answer = await request(url, { method: 'POST', headers: { ...headers, ...consumer }, body, dispatcher });
      const pieces: Buffer[] = [];
      for await (const piece of answer.body) pieces.push(piece);
      const milliseconds = performance.now() - startedAt;
      return { status: answer.statusCode, milliseconds, text: () => Buffer.concat(pieces).toString() };
    },
    close: () => dispatcher.close(),
  };
}

/**
 * Begins by the clock, whether or not what was begun before has ended: a caller that waits would not see what it waits
 * for. Throws what the first that fails throws.
 */
export async function paced<Outcome>(
  { perSecond, count }: Pace,
  begin: (nr: number) => Promise<Outcome>,
): Promise<Outcome[]> {
  const startedAt = performance.now();
  const begun: Promise<Outcome>[] = [];
  for (let nr = 0; nr < count; nr += 1) {
    await until(startedAt + (nr * 1_000) / perSecond);
    const one = begin(nr);
    // Those that come after are begun all the same; that this one failed is told at the end.
    one.catch(() => undefined);
    begun.push(one);
  }
  return Promise.all(begun);
}

/**
 * The same call again and again, over connections that the first `warmUp` calls have opened, as those of a record system are
 * open already. Throws when one is not answered with success, or with an answer that is not `expected`.
 */
export async function atPace(
  call: Call,
  { warmUp = 0, ...pace }: Pace & { readonly warmUp?: number },
  expected?: (text: string) => boolean,
): Promise<Times> {
  collectBefore();
  const caller = createCaller();
  const send = async (nr: number): Promise<number> => {
    const { status, text, milliseconds } = await caller.send(call, nr);
    if (status !== 200 || expected?.(text()) === false)
      throw new Error(`${call.url} answered ${status}${status === 200 ? ', but not all that it should' : ''}.`);
    return milliseconds;
  };
  try {
    await paced({ ...pace, count: warmUp }, send);
    return percentiles(await paced(pace, send));
  } finally {
    await caller.close();
  }
}

function until(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, time - performance.now())));
}

function percentiles(times: readonly number[]): Times {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
