import { hash } from 'node:crypto';
import { atDeadline } from '../bus/deadline.ts';
import { unlessAborted } from '../bus/unless-aborted.ts';
import type { AnswerBatch } from '../sources/answer-part.ts';
import { SourceFailure, type SourceQuery } from '../sources/query.ts';
import type { OverviewRequest, SourceAsker } from './overview.ts';

/** On whose behalf a source is asked. Only the same caller for the same reader may share an answer. */
export type Behalf = Pick<OverviewRequest, 'caller' | 'actor'>;

export interface SharingAsker {
  ask(
    query: SourceQuery,
    options: Parameters<SourceAsker['ask']>[1] & { readonly behalf: Behalf },
  ): AsyncIterable<AnswerBatch>;
}

/** How much longer than its first asker waits a call may last, for those who join it: of that one's time. */
const ROOM_TO_JOIN = 0.25;

/** One query under way, and those who wait for its answer. */
interface Flight {
  /** Epoch milliseconds. */
  readonly deadline: number;
  first: Steps;
  readers: number;
  /** Nobody waits any more. */
  cancel(why: SourceFailure): void;
}

/** Takes the next batch, once, whoever asks first for it. */
type Steps = () => Promise<Step>;

interface Step {
  readonly result: IteratorResult<AnswerBatch>;
  readonly next: Steps;
}

/**
 * Identical queries that are under way at the same time, from the same caller for the same reader, become one call to the
 * source: a double click, or a system that repeats itself, costs it nothing. One may be joined until its first part has
 * come; so nothing is kept for those who might come. What each makes of the answer, and its place on the access log, is its
 * own, and so is its deadline: the call may last somewhat longer than the first asker waits, and is joined by those alone
 * whose time ends within that. It is cancelled when none of them waits any more.
 */
export function sharingQueries(sources: SourceAsker): SharingAsker {
  const flights = new Map<string, Flight>();

  type Options = Parameters<SharingAsker['ask']>[1];

  async function* ask(query: SourceQuery, options: Options): AsyncGenerator<AnswerBatch> {
    options.signal?.throwIfAborted();
    const key = keyOf(query, options);
    const known = flights.get(key);
    const flight = known && query.deadline <= known.deadline ? known : depart(key, query, options);
    flight.readers += 1;
    const stop = new AbortController();
    const left = () => stop.abort(options.signal?.reason);
    options.signal?.addEventListener('abort', left);
    let late: SourceFailure | undefined;
    const timer = atDeadline(query.deadline, () => {
      late = timedOut();
      stop.abort(late);
    });
    try {
      for (let take = flight.first; ; ) {
        const { result, next } = await unlessAborted(take(), stop.signal);
        if (result.done) return;
        yield result.value;
        take = next;
      }
    } finally {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', left);
      flight.readers -= 1;
      if (flight.readers === 0) flight.cancel(late ?? nobodyWaits);
    }
  }

  function depart(key: string, query: SourceQuery, { priority }: Options): Flight {
    const cancelling = new AbortController();
    const deadline = query.deadline + Math.max(0, query.deadline - Date.now()) * ROOM_TO_JOIN;
    const longer = { ...query, deadline: Math.round(deadline) };
    const answer = sources.ask(longer, { priority, signal: cancelling.signal })[Symbol.asyncIterator]();
    const first = once(async () => {
      const result = await answer.next();
      // Nobody joins from now on.
      close();
      return { result, next: flight.readers > 1 ? stepsOf(answer) : stepsOfOne(answer) };
    });
    const flight: Flight = {
      deadline: longer.deadline,
      first,
      readers: 0,
      cancel(why) {
        close();
        cancelling.abort(why);
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
    first().catch(close);
    return flight;
  }

  return { ask };
}

const departed: Steps = () => Promise.reject(new Error('The first part has come: too late to join.'));

function timedOut(): SourceFailure {
  return new SourceFailure('timed-out', 504, 'The record system did not answer in time.');
}

const nobodyWaits = new SourceFailure('abandoned', 499, 'Nobody waits for this answer any more.');

function stepsOf(answer: AsyncIterator<AnswerBatch>): Steps {
  return once(async () => ({ result: await answer.next(), next: stepsOf(answer) }));
}

/**
 * For a reader that is alone, as nearly all are. A chain in which each step knows the next would keep all that is read until
 * the next whole collection of memory, once one of its steps has lasted.
 */
function stepsOfOne(answer: AsyncIterator<AnswerBatch>): Steps {
  const take: Steps = async () => ({ result: await answer.next(), next: take });
  return take;
}

function once(take: Steps): Steps {
  let taken: Promise<Step> | undefined;
  return () => (taken ??= take());
}

/** A digest: the query names the patient. Ids and deadline are each asker's own. */
function keyOf(
  query: SourceQuery,
  { priority, behalf: { caller, actor } }: Parameters<SharingAsker['ask']>[1],
): string {
  const { id: _id, correlationId: _correlationId, deadline: _deadline, ...question } = query;
  return hash('sha256', JSON.stringify([priority, caller.hsaId, actor, question]), 'base64');
}
