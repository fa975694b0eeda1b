import { BreakerOpen, createBreaker } from '../breaker/index.ts';
import type { Events } from '../events.ts';
import type { AnswerBatch } from './answer-part.ts';
import { type Connector, type Query, SourceFailure } from './query.ts';

interface BreakerParts {
  readonly source: { readonly hsaId: string; readonly name: string; readonly timeoutMs: number };
  readonly failures: number;
  readonly restMs: number;
  /** Without it the next query is the try. */
  readonly probe: ((signal: AbortSignal) => Promise<void>) | undefined;
  readonly events: Events;
}

/** The connector behind a circuit breaker of its own: while that is open every query fails at once, `breaker-open`. */
export function withBreaker(connector: Connector, parts: BreakerParts): Connector {
  const { source, failures, restMs, probe, events } = parts;
  const breaker = createBreaker({
    name: source.name,
    failures,
    restMs,
    counts: (error) => error instanceof SourceFailure && error.outage,
    ...(probe && { probe }),
    changed: (state) => events.emit('breaker:state:changed', { target: source.hsaId, state }),
  });
  return {
    async *ask(query, signal) {
      try {
        yield* breaker.stream(() => explained(connector, query, signal, source.timeoutMs / 2));
      } catch (thrown) {
        if (!(thrown instanceof BreakerOpen)) throw thrown;
        throw new SourceFailure('breaker-open', 503, thrown.message);
      }
    },
    mended: breaker.tryNow,
    async close() {
      breaker.close();
      await connector.close();
    },
  };
}

/**
 * The same answer, but when it was broken off, by the clock or because nobody waits any more, the failure tells whose it
 * is: the source's if it had had at least `fairMs`; not if it was given up sooner, or asked with too little time left. That
 * the bridge itself was too busy to read it is known where it is read.
 */
async function* explained(
  connector: Connector,
  query: Query,
  signal: AbortSignal,
  fairMs: number,
): AsyncGenerator<AnswerBatch> {
  const answer = connector.ask(query, signal)[Symbol.asyncIterator]();
  let waitedMs = 0;
  try {
    for (;;) {
      const asked = performance.now();
      const step = await answer.next().finally(() => {
        waitedMs += performance.now() - asked;
      });
      if (step.done) return;
      yield step.value;
    }
  } catch (thrown) {
    const reason = thrown instanceof SourceFailure ? thrown.reason : undefined;
    const breaksOff = reason !== 'busy' && (signal.aborted || reason === 'timed-out');
    if (!breaksOff) throw thrown;
    const text = 'The record system did not answer in time.';
    throw new SourceFailure('timed-out', 504, text, { cause: thrown, outage: waitedMs >= fairMs });
  } finally {
    await answer.return?.();
  }
}
