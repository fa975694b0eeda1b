import { Agent, request } from 'undici';
import { certificates } from '../load.ts';

export interface Call {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How long each of `count` calls took, in milliseconds, sorted. */
export interface Times {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/**
 * Calls that begin by the clock, `perSecond`, whether or not those before them have been answered: a caller that waits
 * would not see what it waits for. Throws when a call is not answered with success.
 */
export async function atPace(call: Call, { perSecond, count }: { perSecond: number; count: number }): Promise<Times> {
  const dispatcher = new Agent({ connect: certificates(), connections: 64 });
  try {
    const startedAt = performance.now();
    const calls: Promise<number>[] = [];
    for (let nr = 0; nr < count; nr += 1) {
      await until(startedAt + (nr * 1_000) / perSecond);
      calls.push(timed(call, nr, dispatcher));
    }
    return percentiles(await Promise.all(calls));
  } finally {
    await dispatcher.close();
  }
}

async function timed({ url, headers, body }: Call, nr: number, dispatcher: Agent): Promise<number> {
  const startedAt = performance.now();
  // Each for a consumer of its own: identical questions would be asked of the sources once for all of them.
  const consumer = { 'x-rivta-original-serviceconsumer-hsaid': `SE2321000230-DEMOBENCH${nr}` };
  const answer = await request(url, { method: 'POST', headers: { ...headers, ...consumer }, body, dispatcher });
  await answer.body.arrayBuffer();
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}.`);
  return performance.now() - startedAt;
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
