import type { FailureReason } from '../../sources/query.ts';
import { countOf, percentile, within } from '../histogram.ts';
import type { SourceCounts } from '../source-figures.ts';

/** A share (0–1) beside what it should be at least. Undefined where there was nothing to take a share of. */
export interface Judged {
  readonly target: number;
  readonly share: number | undefined;
  readonly isMet: boolean | undefined;
}

/**
 * By the contracts' common requirements: a source answers 99.5 % of the time, at all hours; an answer comes within 27
 * seconds; the engagement index is told within about an hour. How often the latter two must hold is not said there: here as
 * often as the first.
 */
const target = 0.995;
const answerWithin = 27_000;

/** Failures that came of the bridge, its bus or whoever asked: nobody knows what the source would have answered. */
const notTheSources: readonly FailureReason[] = ['busy', 'abandoned', 'bus-unavailable'];

export function failuresOf({ failed }: SourceCounts): number {
  return sumOf(Object.values(failed));
}

export function askedOf(counts: SourceCounts): number {
  return countOf(counts.answered) + failuresOf(counts);
}

/** Queries that nobody can hold against the source. */
export function notItsOwn({ failed }: SourceCounts): number {
  return sumOf(notTheSources.map((reason) => failed[reason] ?? 0));
}

/** Of the queries that were the source's to answer, those that it answered. */
export function availabilityOf(counts: SourceCounts): Judged {
  return judged(countOf(counts.answered), askedOf(counts) - notItsOwn(counts));
}

/**
 * Of the answers that came and those that were waited for in vain, those that came in time. Where the bridge waits for less
 * than the contracts allow, nobody knows when the latter would have come: nothing is said unless it comes to the same.
 */
export function inTimeOf({ answered, failed }: SourceCounts, waitedMs: number): Judged {
  const [inTime, inVain] = [within(answered, answerWithin), failed['timed-out'] ?? 0];
  const asked = countOf(answered) + inVain;
  const least = judged(inTime, asked);
  const isKnown = waitedMs >= answerWithin || least.isMet === judged(inTime + inVain, asked).isMet;
  return isKnown ? least : { target, share: undefined, isMet: undefined };
}

/** Of the engagements that the source has, those of which the index knew in time. */
export function indexedInTimeOf({ index }: SourceCounts): Judged {
  return judged(index.listed - index.late, index.listed);
}

export function percentilesOf({ answered }: SourceCounts) {
  return { p50: percentile(answered, 0.5), p95: percentile(answered, 0.95), p99: percentile(answered, 0.99) };
}

function judged(part: number, whole: number): Judged {
  if (whole === 0) return { target, share: undefined, isMet: undefined };
  const share = part / whole;
  return { target, share, isMet: share >= target };
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
