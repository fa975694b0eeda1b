import type { WithholdingReason } from '../access/record-gate.ts';
import type { FailureReason } from '../sources/query.ts';
import { add, bounds, emptyHistogram, type Histogram } from './histogram.ts';

/** What came of asking a record system, and what it keeps in the engagement index. Counts alone; they can be added. */
export interface SourceCounts {
  /** Queries that were answered, by how long that took. */
  readonly answered: Histogram;
  /** Queries that were not, by why. */
  readonly failed: Readonly<Partial<Record<FailureReason, number>>>;
  /** Records that were shown. */
  readonly records: number;
  /** Records that were given and shown to nobody, by why. `broken` ones break the contract's schema or rules. */
  readonly withheld: Readonly<Partial<Record<WithholdingReason, number>>>;
  readonly index: IndexCounts;
}

/** What comparisons of the source's complete list with the engagement index found; see src/engagements/reconcile. */
export type IndexCounts = {
  /** Comparisons that came to their end, and those that did not. */
  readonly done: number;
  readonly undone: number;
  /** Engagements that the source has, and those in which the index differed. */
  readonly listed: number;
  readonly differing: number;
  /** Of the latter, those whose content was older than the hour within which the index is to be told. */
  readonly late: number;
};

export interface SourceFigures extends SourceCounts {
  /** HSA-id. */
  readonly source: string;
  /** Empty for what is about the source as a whole, and for what could not be kept apart. */
  readonly contract: string;
  /** The hour (ISO 8601), the Swedish day (`YYYY-MM-DD`) or the Swedish month (`YYYY-MM`). */
  readonly period: string;
}

export const noCounts: SourceCounts = {
  answered: emptyHistogram,
  failed: {},
  records: 0,
  withheld: {},
  index: { done: 0, undone: 0, listed: 0, differing: 0, late: 0 },
};

/** What is counted, as a row of the store names it. */
export type Measure =
  | 'records'
  | `answered:${number | 'beyond'}`
  | `failed:${FailureReason}`
  | `withheld:${WithholdingReason}`
  | `index:${keyof IndexCounts}`;

/** Of an answer that stands at this place of a histogram. */
export function answeredMeasure(place: number): Measure {
  return `answered:${bounds[place] ?? 'beyond'}`;
}

export function addCounts(one: SourceCounts, other: SourceCounts): SourceCounts {
  return {
    answered: add(one.answered, other.answered),
    failed: addNamed(one.failed, other.failed),
    records: one.records + other.records,
    withheld: addNamed(one.withheld, other.withheld),
    index: addNamed(one.index, other.index),
  };
}

/** What one row counts. */
export function countsOf(measure: Measure, n: number): SourceCounts {
  const [kind, name = ''] = measure.split(':');
  switch (kind) {
    case 'records':
      return { ...noCounts, records: n };
    case 'answered': {
      const bound = bounds.findIndex((each) => String(each) === name);
      const place = bound === -1 ? bounds.length : bound;
      return { ...noCounts, answered: emptyHistogram.map((_, each) => (each === place ? n : 0)) };
    }
    case 'failed':
      return { ...noCounts, failed: { [name]: n } };
    case 'withheld':
      return { ...noCounts, withheld: { [name]: n } };
    default:
      return { ...noCounts, index: { ...noCounts.index, [name]: n } };
  }
}

/** Adds what goes by the same name. */
function addNamed<Counts extends Readonly<Partial<Record<string, number>>>>(one: Counts, other: Counts): Counts {
  const sum: Partial<Record<string, number>> = { ...one };
  for (const [name, count = 0] of Object.entries(other)) sum[name] = (sum[name] ?? 0) + count;
  return sum as Counts;
}
