import { type Dispatcher, request } from 'undici';
import type { Contract } from '../src/contracts/index.ts';
import { contractPath, getAlertInformation2 } from '../src/contracts/index.ts';
import { soapHeaders, soapRequest } from '../tests/support/soap-messages.ts';

/**
 * `whole`: everything that was asked for; `partial`: an answer that says which system is missing; `retryable`: a refusal
 * that says to come back (VP012, 503); `fault`: any other fault; `broken`: the connection broke; `hung`: none of these in time.
 */
export type Outcome = 'whole' | 'partial' | 'retryable' | 'fault' | 'broken' | 'hung';

export interface Call {
  /** Logical address. */
  readonly target: string;
  /** `performance.now()` when it was sent. */
  readonly at: number;
  readonly milliseconds: number;
  readonly outcome: Outcome;
  readonly correlationId: string | undefined;
  /** Of a fault: VP009 and the like. */
  readonly code: string | undefined;
}

/** Callers who ask at a steady rate, however long answers take: trouble must not thin out the load that measures it. */
export interface Callers {
  /** Of the answers that have come. */
  readonly calls: readonly Call[];
  /** Resolves when those that are under way now have their answers; of these targets only, default all. */
  settled(targets?: readonly string[]): Promise<void>;
  /** Resolves when the last answer has come. */
  stop(): Promise<void>;
}

export interface Question {
  readonly url: string;
  readonly agent: Dispatcher;
  /** The bridge's own address, which stands for all systems. */
  readonly aggregate: string;
  /** An answer later than this is none, milliseconds. */
  readonly patience: number;
}

/** Of the demo's patients one of whom there is little: the callers' load is to be many calls, not large ones. */
const patient = '189602029812';
let consumers = 0;
const contract = getAlertInformation2 as unknown as Contract;

/** Asks at each of these logical addresses so many times a second, but not while `atMost` answers are outstanding. */
export function startCallers(
  question: Question,
  targets: readonly string[],
  perSecond: number,
  atMost = Number.POSITIVE_INFINITY,
): Callers {
  const calls: Call[] = [];
  const underway = new Map<Promise<unknown>, string>();
  const settled = async (of: readonly string[] = targets): Promise<void> => {
    await Promise.all([...underway].filter(([, target]) => of.includes(target)).map(([call]) => call));
  };
  const ask = (target: string): void => {
    if (underway.size >= atMost) return;
    const call = callOnce(question, target).then((answer) => {
      calls.push(answer);
      underway.delete(call);
    });
    underway.set(call, target);
  };
  const timer = setInterval(() => targets.forEach(ask), 1_000 / perSecond);
  return {
    calls,
    settled,
    async stop() {
      clearInterval(timer);
      await settled();
    },
  };
}

/** One question about the patient's alerts. Never rejects. */
export async function callOnce({ url, agent, aggregate, patience }: Question, target: string): Promise<Call> {
  const at = performance.now();
  const done = (outcome: Outcome, correlationId?: string, code?: string): Call => ({
    target,
    at,
    milliseconds: performance.now() - at,
    outcome,
    correlationId,
    code,
  });
  try {
    const response = await request(`${url}${contractPath(contract)}`, {
      method: 'POST',
      // Each for a consumer of its own: identical questions would be asked of the record systems once for all of them.
      headers: { ...soapHeaders, 'x-rivta-original-serviceconsumer-hsaid': `SE2321000230-DEMOC${consumers++}` },
      body: soapRequest({ contract, address: target, id: patient }),
      dispatcher: agent,
      signal: AbortSignal.timeout(patience),
    });
    const text = await response.body.text();
    const outcome = outcomeOf(response.statusCode, text, target === aggregate);
    const code = response.statusCode === 200 ? undefined : /VP\d{3}/.exec(text)?.[0];
    return done(outcome, response.headers['x-skltp-correlation-id'] as string | undefined, code);
  } catch (thrown) {
    return done((thrown as Error).name === 'TimeoutError' ? 'hung' : 'broken');
  }
}

function outcomeOf(status: number, text: string, isAggregate: boolean): Outcome {
  if (status === 503 || text.includes('VP012')) return 'retryable';
  if (status !== 200) return 'fault';
  if (!isAggregate) return 'whole';
  return text.includes('NoDataSynchFailed') ? 'partial' : 'whole';
}

/** Of the times; NaN of none. */
export function percentile(milliseconds: readonly number[], share: number): number {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}
