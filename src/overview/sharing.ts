import { createHash } from 'node:crypto';
import type { AnswerPart } from '../sources/answer-part.ts';
import { SourceFailure, type SourceQuery } from '../sources/query.ts';
import type { OverviewRequest, SourceAsker } from './overview.ts';

/** On whose behalf a source is asked. Only the same caller for the same reader may share an answer. */
export type Behalf = Pick<OverviewRequest, 'caller' | 'actor'>;

export interface SharingAsker {
  ask(
    query: SourceQuery,
    options: Parameters<SourceAsker['ask']>[1] & { readonly behalf: Behalf },
  ): AsyncIterable<AnswerPart>;
}

/** One query under way, and those who wait for its answer. */
interface Flight {
  /** Epoch milliseconds. */
  readonly deadline: number;
  first: Steps;
  readers: number;
  /** Nobody waits any more. */
  cancel(): void;
}

/** Takes the next part, once, whoever asks first for it. */
type Steps = () => Promise<Step>;

interface Step {
  readonly result: IteratorResult<AnswerPart>;
  readonly next: Steps;
}

/**
 * Identical queries that are under way at the same time, from the same caller for the same reader, become one call to the
 * source: a double click, or a system that repeats itself, costs it nothing. One may be joined until its first part has
 * come; so nothing is kept for those who might come. What each makes of the answer, and its place on the access log, is its
 * own. The call is cancelled when none of them waits any more; who may wait longer than the first asks again when that
 * one's time was up.
 */
export function sharingQueries(sources: SourceAsker): SharingAsker {
  const flights = new Map<string, Flight>();

  type Options = Parameters<SharingAsker['ask']>[1];

  async function* ask(query: SourceQuery, options: Options): AsyncGenerator<AnswerPart> {
    options.signal?.throwIfAborted();
    const key = keyOf(query, options);
    const known = flights.get(key);
    const joins = known !== undefined && known.deadline <= query.deadline;
    const flight = joins ? known : depart(key, query, options);
    flight.readers += 1;
    let given = false;
    try {
      for (let take = flight.first; ; ) {
        const { result, next } = await unlessAborted(take(), options.signal);
        if (result.done) return;
        given = true;
        yield result.value;
        take = next;
      }
    } catch (thrown) {
      const wasTooEarly =
        thrown instanceof SourceFailure && thrown.reason === 'timed-out' && Date.now() < query.deadline;
      if (!joins || given || !wasTooEarly) throw thrown;
    } finally {
      flight.readers -= 1;
      if (flight.readers === 0) flight.cancel();
    }
    yield* ask(query, options);
  }

  function depart(key: string, query: SourceQuery, { priority }: Options): Flight {
    const cancelling = new AbortController();
    const answer = sources.ask(query, { priority, signal: cancelling.signal })[Symbol.asyncIterator]();
    const first = stepsOf(answer);
    const flight: Flight = {
      deadline: query.deadline,
      first,
      readers: 0,
      cancel() {
        close();
        cancelling.abort(nobodyWaits);
        // Nobody hears how it ends.
        answer.return?.().catch(() => undefined);
      },
    };
    const close = () => {
      if (flights.get(key) === flight) flights.delete(key);
      // Let go of, or everything that is read after it would be held as well.
      flight.first = departed;
    };
    flights.set(key, flight);
    first().then(close, close);
    return flight;
  }

  return { ask };
}

const departed: Steps = () => Promise.reject(new Error('The first part has come: too late to join.'));

const nobodyWaits = new Error('Nobody waits for this answer any more.');

function stepsOf(answer: AsyncIterator<AnswerPart>): Steps {
  let taken: Promise<Step> | undefined;
  return () => {
    taken ??= answer.next().then((result) => ({ result, next: stepsOf(answer) }));
    return taken;
  };
}

/** A digest: the query names the patient. Ids and deadline are each asker's own. */
function keyOf(
  query: SourceQuery,
  { priority, behalf: { caller, actor } }: Parameters<SharingAsker['ask']>[1],
): string {
  const { id: _id, correlationId: _correlationId, deadline: _deadline, ...question } = query;
  return createHash('sha256')
    .update(JSON.stringify([priority, caller.hsaId, actor, question]))
    .digest('base64');
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
