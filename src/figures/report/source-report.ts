import type { WithholdingReason } from '../../access/record-gate.ts';
import type { WithheldLine } from '../../quality/index.ts';
import type { FailureReason } from '../../sources/query.ts';
import { addCounts, type IndexCounts, noCounts, type SourceCounts, type SourceFigures } from '../source-figures.ts';
import {
  askedOf,
  availabilityOf,
  failuresOf,
  indexedInTimeOf,
  inTimeOf,
  type Judged,
  notItsOwn,
  percentilesOf,
} from './judged.ts';
import type { Month } from './month.ts';

/** How one record system did in one month, to be sent to whoever delivers it. No patient. */
export interface SourceReport {
  /** HSA-id. */
  readonly source: string;
  readonly name: string;
  /** The installation that has counted. */
  readonly by: string;
  readonly month: Month;
  /** Until when it tells, ISO 8601, where the month is not over; undefined = the whole month. */
  readonly until: string | undefined;
  /** So long, in milliseconds, the bridge waits for the source; what would have come later is counted as no answer. */
  readonly waitedMs: number;
  readonly queries: {
    readonly asked: number;
    readonly answered: number;
    readonly failed: SourceCounts['failed'];
    /** Of those that failed, what nobody can hold against the source. */
    readonly notItsOwn: number;
    /** Asked in hours that planned maintenance touched: left out of availability and answer times. */
    readonly inMaintenance: number;
  };
  readonly availability: Judged;
  readonly answersInTime: Judged;
  readonly percentiles: Percentiles;
  /** Undefined where the index was not compared with the source. */
  readonly index: IndexCounts | undefined;
  readonly indexedInTime: Judged;
  /** Most first. */
  readonly withheld: readonly { readonly reason: WithholdingReason; readonly count: number }[];
  /** Answers that could not be read at all, and rules of the contracts that records broke, most first. */
  readonly unreadable: number;
  readonly brokenRules: readonly Pick<WithheldLine, 'contract' | 'rule' | 'count' | 'firstDay' | 'lastDay'>[];
  /** ISO 8601. */
  readonly maintenance: readonly { readonly from: string; readonly to: string }[];
  readonly contracts: readonly ContractLine[];
  /** This month and those before it, oldest first. */
  readonly history: readonly MonthLine[];
}

/** Milliseconds within which 50, 95 and 99 of 100 answers came. */
type Percentiles = ReturnType<typeof percentilesOf>;

interface ContractLine extends Percentiles {
  readonly contract: string;
  readonly asked: number;
  readonly failed: Readonly<Partial<Record<FailureReason, number>>>;
  readonly records: number;
  readonly availability: number | undefined;
}

export interface MonthLine extends Percentiles {
  readonly month: Month;
  readonly asked: number;
  readonly availability: number | undefined;
  readonly inTime: number | undefined;
}

interface Counted {
  readonly of: Pick<SourceReport, 'source' | 'name' | 'by' | 'month' | 'until' | 'waitedMs' | 'maintenance'>;
  readonly months: readonly Month[];
  /** Of all the months, by month; without the hours of planned maintenance. */
  readonly figures: readonly SourceFigures[];
  /** The same with them: what is counted is all, what is judged is without. */
  readonly everything: readonly SourceFigures[];
  readonly lines: readonly WithheldLine[];
}

export function reportOn({ of, months, figures, everything, lines }: Counted): SourceReport {
  const ofMonth = figures.filter(({ period }) => period === of.month);
  const counts = ofMonth.reduce<SourceCounts>(addCounts, noCounts);
  const allOfMonth = everything.filter(({ period }) => period === of.month);
  const all = allOfMonth.reduce<SourceCounts>(addCounts, noCounts);
  const asked = askedOf(all);
  return {
    ...of,
    queries: {
      asked,
      answered: asked - failuresOf(all),
      failed: all.failed,
      notItsOwn: notItsOwn(all),
      inMaintenance: asked - askedOf(counts),
    },
    availability: availabilityOf(counts),
    answersInTime: inTimeOf(counts, of.waitedMs),
    percentiles: percentilesOf(counts),
    index: all.index.done + all.index.undone > 0 ? all.index : undefined,
    indexedInTime: indexedInTimeOf(all),
    withheld: withheldIn(lines),
    unreadable: all.failed['bad-data'] ?? 0,
    brokenRules: lines
      .filter(({ reason }) => reason === 'broken')
      .map(({ contract, rule, count, firstDay, lastDay }) => ({ contract, rule, count, firstDay, lastDay })),
    contracts: allOfMonth
      .filter(({ contract }) => contract !== '')
      .map((counted) =>
        contractLine(counted, ofMonth.find(({ contract }) => contract === counted.contract) ?? noCounts),
      ),
    history: months.map((month) => {
      const ofThat = (rows: readonly SourceFigures[]) =>
        rows.filter(({ period }) => period === month).reduce<SourceCounts>(addCounts, noCounts);
      return monthLine(month, ofThat(everything), ofThat(figures), of.waitedMs);
    }),
  };
}

function withheldIn(lines: readonly WithheldLine[]): SourceReport['withheld'] {
  return [...Map.groupBy(lines, ({ reason }) => reason)]
    .map(([reason, own]) => ({ reason, count: own.reduce((sum, { count }) => sum + count, 0) }))
    .sort((a, b) => b.count - a.count);
}

/** `counted`: all of it; `judged`: without the hours of planned maintenance. So in the line of a month. */
function contractLine(counted: SourceFigures, judged: SourceCounts): ContractLine {
  const { contract, failed, records } = counted;
  const asked = askedOf(counted);
  return { contract, asked, failed, records, availability: availabilityOf(judged).share, ...percentilesOf(judged) };
}

function monthLine(month: Month, counted: SourceCounts, judged: SourceCounts, waitedMs: number): MonthLine {
  const [availability, inTime] = [availabilityOf(judged).share, inTimeOf(judged, waitedMs).share];
  return { month, asked: askedOf(counted), availability, inTime, ...percentilesOf(judged) };
}
