import type { Item } from '../records/item.ts';

/** Items that tell of one thing as it changed. */
export interface Thread {
  readonly latest: Item;
  /** Newest first. */
  readonly earlier: readonly Item[];
}

/**
 * Items by thread, those without one each alone, in the order of the latest. `isFirst` picks which stands for the thread,
 * where another than the newest should.
 */
export function byThread(items: readonly Item[], isFirst: (item: Item) => boolean = () => false): readonly Thread[] {
  const threads = Map.groupBy(items, ({ thread, key, record }) => (thread ? `${record.source} ${thread}` : key));
  return [...threads.values()].flatMap((members) => {
    const latest = members.find(isFirst) ?? members[0];
    return latest ? [{ latest, earlier: members.filter((one) => one !== latest) }] : [];
  });
}
