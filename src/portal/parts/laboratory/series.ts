import { type Bounds, boundsOf, type Result, timeOf } from './result.ts';

/** The same analysis in the same unit over time: what may stand in one row of a table and on one axis. */
export interface Series {
  readonly key: string;
  readonly name: string;
  /** As the newest result writes it; undefined where none has a unit. */
  readonly unit: string | undefined;
  /** Oldest first. */
  readonly results: readonly Result[];
  /** Other units that the same analysis is told in: series of their own. */
  readonly otherUnits: readonly string[];
}

/**
 * Results of the same analysis, which is the same code of the same system; without a code, the same words at the same
 * source. One series for each unit: numbers in different units are never put together. Words, which have no unit, go with
 * the unit of the analysis where there is only one. In the order in which they are given.
 */
export function seriesOf(results: readonly Result[]): readonly Series[] {
  return [...Map.groupBy(results, analysisOf)].flatMap(([analysis, same]) => {
    // As the first of each writes it.
    const units = new Map(
      same
        .filter(isMeasured)
        .toReversed()
        .map((result) => [unitOf(result), result.measurement.unit]),
    );
    const [only = ''] = units.size === 1 ? units.keys() : [];
    const byUnit = Map.groupBy(same, (result) => (isMeasured(result) ? unitOf(result) : only));
    return [...byUnit].map(
      ([unit, members]): Series => ({
        key: `${analysis} ${unit}`,
        name: shortest(members.map(({ item }) => item.title)),
        unit: members.find(({ measurement }) => measurement.unit)?.measurement.unit,
        results: members.toSorted((a, b) => compare(timeOf(a), timeOf(b))),
        otherUnits: [...units].flatMap(([key, other]) => (key === unit ? [] : [other ?? ''])),
      }),
    );
  });
}

function analysisOf({ item, measurement: { code } }: Result): string {
  return JSON.stringify(code ? [code.system, code.code] : [item.record.source, item.title.trim().toLowerCase()]);
}

/** A number or a limit is told in a unit, even where that is none. */
function isMeasured({ value, measurement }: Result): boolean {
  return value.kind !== 'words' || measurement.unit !== undefined;
}

/** The letter µ has two code points and the litre two symbols; anything else that differs is another unit. */
function unitOf({ measurement: { unit = '' } }: Result): string {
  return unit
    .normalize('NFKC')
    .replaceAll(/\s+/g, '')
    .replaceAll(/(?<=\/[cdmμn]?)l(?![a-z])/g, 'L');
}

/** Where a source lists an analysis under another, it is named with it. */
function shortest(names: readonly string[]): string {
  return names.reduce((one, other) => (other.length < one.length ? other : one));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A point of a chart. Only what is written as a number is one. */
export interface Point {
  readonly at: Date;
  readonly number: number;
  readonly result: Result;
}

export function pointsOf({ results }: Pick<Series, 'results'>): readonly Point[] {
  return results.flatMap((result) => {
    const at = dateOf(timeOf(result));
    return result.value.kind === 'number' && at ? [{ at, number: result.value.number, result }] : [];
  });
}

/** The results that a chart leaves out, since they are no numbers or have no day. */
export function notInChart(series: Pick<Series, 'results'>): readonly Result[] {
  const inChart = new Set(pointsOf(series).map(({ result }) => result));
  return series.results.filter((result) => !inChart.has(result));
}

/** The reference interval of all results, where each of them has the same. */
export function commonBounds({ results }: Pick<Series, 'results'>): Bounds | undefined {
  const [first, ...rest] = results.map(boundsOf);
  return first && rest.every((one) => one?.low === first.low && one?.high === first.high) ? first : undefined;
}

/** The reference interval as written, where all results have the same words for it. */
export function commonReference({ results }: Pick<Series, 'results'>): string | undefined {
  const [first, ...rest] = results.map(({ measurement }) => measurement.reference?.text);
  return rest.every((one) => one === first) ? first : undefined;
}

/** Swedish local time as RIV-TA writes it, at least to the day; what the clock shows, as if it were UTC. */
export function dateOf(time: string): Date | undefined {
  const [, year, month, day, hour = '12', minute = '00'] = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2}))?/.exec(time) ?? [];
  if (!year) return undefined;
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)));
}
