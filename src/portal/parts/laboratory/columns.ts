import type { Item } from '../../records/item.ts';
import { type Result, timeOf } from './result.ts';
import type { Series } from './series.ts';

/** One laboratory answer: what was sampled and told together. */
export interface Column {
  readonly key: string;
  readonly item: Item;
  readonly results: readonly Result[];
  /** When most of it was sampled; empty where nobody says. */
  readonly time: string;
}

/** One column for each record, newest first. */
export function columnsOf(results: readonly Result[]): readonly Column[] {
  // By what the record holds: the record itself is copied when it gets a mark.
  const byRecord = Map.groupBy(results, ({ item }) => item.record.data);
  return [...byRecord.values()]
    .flatMap((own): Column[] => {
      const [first] = own;
      return first ? [{ key: first.item.key, item: first.item, results: own, time: usualTime(own) }] : [];
    })
    .toSorted((a, b) => (a.time < b.time ? 1 : -1));
}

function usualTime(results: readonly Result[]): string {
  const times = [...Map.groupBy(results, timeOf)].toSorted(([, a], [, b]) => b.length - a.length);
  return times[0]?.[0] ?? '';
}

/** The rows that have something in the columns, each with its results in them. */
export function rowsOf(all: readonly Series[], columns: readonly Column[]): readonly Row[] {
  return all.flatMap((series) => {
    const own = new Set(series.results);
    const cells = columns.map((column) => column.results.filter((result) => own.has(result)));
    return cells.some((cell) => cell.length > 0) ? [{ series, cells }] : [];
  });
}

export interface Row {
  readonly series: Series;
  /** One for each column. */
  readonly cells: readonly (readonly Result[])[];
}
