import { setTimeout as sleep } from 'node:timers/promises';
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
}

/** Callers who ask all the time, each once it has its answer. */
export interface Callers {
  readonly targets: readonly string[];
  /** Oldest first. */
  readonly calls: readonly Call[];
  /** Resolves when the last answer has come. */
  stop(): Promise<void>;
}

interface CallersOptions {
  readonly url: string;
  readonly agent: Dispatcher;
  /** Logical addresses; the aggregate's among them. */
  readonly targets: readonly string[];
  readonly aggregate: string;
  readonly perTarget: number;
  /** From an answer to the next question, milliseconds. */
  readonly pause: number;
  /** An answer later than this is none, milliseconds. */
  readonly patience: number;
}

const contract = getAlertInformation2 as unknown as Contract;

export function startCallers(options: CallersOptions): Callers {
  const { targets, perTarget, pause } = options;
  const calls: Call[] = [];
  const stopping = new AbortController();

  async function keepAsking(target: string): Promise<void> {
    while (!stopping.signal.aborted) {
      calls.push(await callOnce(target, options));
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const ended = Promise.all(targets.flatMap((target) => Array.from({ length: perTarget }, () => keepAsking(target))));
  return {
    targets,
    calls,
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

/** One question about the demo patient’s alerts. Never rejects. */
export async function callOnce(
  target: string,
  { url, agent, aggregate, patience }: Pick<CallersOptions, 'url' | 'agent' | 'aggregate' | 'patience'>,
): Promise<Call> {
  const at = performance.now();
  const done = (outcome: Outcome, correlationId?: string): Call => ({
    target,
    at,
    milliseconds: performance.now() - at,
    outcome,
    correlationId,
  });
  try {
    const response = await request(`${url}${contractPath(contract)}`, {
      method: 'POST',
      headers: soapHeaders,
      body: soapRequest({ contract, address: target }),
      dispatcher: agent,
      signal: AbortSignal.timeout(patience),
    });
    const text = await response.body.text();
    const outcome = outcomeOf(response.statusCode, text, target === aggregate);
    return done(outcome, response.headers['x-skltp-correlation-id'] as string | undefined);
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
