import type { Item } from '../../records/item.ts';
import { type Result, resultsOf, timeOf } from './result.ts';
import type { Series } from './series.ts';

/** What a laboratory answered to one referral: what was sampled and told together. */
export interface Answer {
  readonly key: string;
  /** The first of them, which says what holds for all: who answered, when, how far it has come. */
  readonly item: Item;
  readonly items: readonly Item[];
  /** When most of it was sampled; empty where nobody says. */
  readonly time: string;
}

/** The answers that items tell of, newest first. */
export function answersOf(items: readonly Item[]): readonly Answer[] {
  // By what the record holds: the record itself is copied when it gets a mark.
  return [...Map.groupBy(items, ({ record }) => record.data).values()]
    .flatMap((own): Answer[] => (own[0] ? [{ key: own[0].key, item: own[0], items: own, time: usualTime(own) }] : []))
    .toSorted((a, b) => (a.time < b.time ? 1 : -1));
}

function usualTime(items: readonly Item[]): string {
  const times = resultsOf(items).map(timeOf);
  const byTime = [...Map.groupBy(times, (time) => time)].toSorted(([, a], [, b]) => b.length - a.length);
  return byTime[0]?.[0] ?? items[0]?.time ?? '';
}

export interface Row {
  readonly series: Series;
  /** One for each column. */
  readonly cells: readonly (readonly Result[])[];
}

/** The rows that have something in the columns, each with its results in them. */
export function rowsOf(all: readonly Series[], columns: readonly Answer[]): readonly Row[] {
  const columnOf = new Map(columns.flatMap(({ items }, index) => items.map((item) => [item, index] as const)));
  return all.flatMap((series) => {
    const cells = columns.map((): Result[] => []);
    for (const result of series.results) cells[columnOf.get(result.item) ?? -1]?.push(result);
    return cells.some((cell) => cell.length > 0) ? [{ series, cells }] : [];
  });
}
