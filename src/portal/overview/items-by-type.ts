import type { ShownRecord } from '../../faces/portal-api/shapes/reading.ts';
import { type InformationType, informationTypes } from '../records/information-type.ts';
import type { Item } from '../records/item.ts';
import { type Cell, partFor } from './cells.ts';
import type { ReadingState } from './reading-state.ts';
import { typesAsked } from './what-is-asked.ts';

/** One part of the page: what it shows, what waits, and how those who were asked stand. */
export interface PartContent {
  readonly type: InformationType;
  readonly cells: readonly Cell[];
  /** Newest first. */
  readonly items: readonly Item[];
  readonly late: readonly Item[];
  /** The reader may not read this at all. */
  readonly isRefused: boolean;
}

type ItemsOf = (record: ShownRecord) => readonly Item[];

/**
 * Gives the parts of a state in their fixed order: those that were asked for, whether anything has come or not. Each record
 * is read once, and a part's items stay the same array until its records change, so that only then its view is drawn anew.
 */
export function createPartsOf(itemsOf: ItemsOf): (state: ReadingState) => readonly PartContent[] {
  const read = rememberingItems(itemsOf);
  const sorted = new Map<InformationType, { readonly of: readonly Cell['shown'][]; readonly items: readonly Item[] }>();
  return (state) => {
    const byType = Map.groupBy(state.cells.values(), ({ contract }) => partFor(contract));
    const expected = new Set([...state.running.values()].flatMap(typesAsked));
    const refused = new Set(state.told.refused.map(({ contract }) => partFor(contract)));
    return informationTypes
      .filter((type) => byType.has(type) || expected.has(type) || refused.has(type))
      .map((type) => {
        const cells = [...(byType.get(type) ?? [])].sort((one, other) => one.name.localeCompare(other.name, 'sv'));
        return {
          type,
          cells,
          items: itemsIn(type, cells),
          late: cells.flatMap(({ late }) => late.flatMap(read)),
          isRefused: refused.has(type),
        };
      });
  };

  function itemsIn(type: InformationType, cells: readonly Cell[]): readonly Item[] {
    const of = cells.map(({ shown }) => shown);
    const before = sorted.get(type);
    if (before?.of.length === of.length && before.of.every((records, index) => records === of[index]))
      return before.items;
    const items = newestFirst(of.flat().flatMap(read));
    sorted.set(type, { of, items });
    return items;
  }
}

/** What has no time stands last. */
function newestFirst(items: readonly Item[]): readonly Item[] {
  return [...items].sort((one, other) => {
    const [left = '', right = ''] = [one.time, other.time];
    return left < right ? 1 : left > right ? -1 : 0;
  });
}

function rememberingItems(itemsOf: ItemsOf): ItemsOf {
  const known = new WeakMap<ShownRecord, readonly Item[]>();
  return (record) => {
    const items = known.get(record) ?? itemsOf(record);
    known.set(record, items);
    return items;
  };
}
