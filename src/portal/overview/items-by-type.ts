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

export type ItemsOf = (record: ShownRecord) => readonly Item[];

/** The parts in their fixed order: those that were asked for, whether anything has come or not. */
export function partsOf(state: ReadingState, itemsOf: ItemsOf): readonly PartContent[] {
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
        items: newestFirst(cells.flatMap(({ shown }) => shown.flatMap(itemsOf))),
        late: cells.flatMap(({ late }) => late.flatMap(itemsOf)),
        isRefused: refused.has(type),
      };
    });
}

/** What has no time stands last. */
function newestFirst(items: readonly Item[]): readonly Item[] {
  return [...items].sort((one, other) => {
    const [left = '', right = ''] = [one.time, other.time];
    return left < right ? 1 : left > right ? -1 : 0;
  });
}

/** Reads each record once, however often the page is drawn. */
export function rememberingItems(itemsOf: ItemsOf): ItemsOf {
  const known = new WeakMap<ShownRecord, readonly Item[]>();
  return (record) => {
    const items = known.get(record) ?? itemsOf(record);
    known.set(record, items);
    return items;
  };
}
