import type { Item } from '../records/item.ts';

/** Items that tell of one thing as it changed. */
export interface Thread {
  readonly latest: Item;
  /** Newest first. */
  readonly earlier: readonly Item[];
}

/**
 * Items by thread, those without one each alone, in the order of the latest. `isFirst` picks which stands for the thread,
 * where another than the newest should; what its source has withdrawn never does as long as anything else is left.
 */
export function byThread(items: readonly Item[], isFirst: (item: Item) => boolean = () => false): readonly Thread[] {
  const threads = Map.groupBy(items, ({ thread, key, record }) => (thread ? `${record.source} ${thread}` : key));
  return [...threads.values()].flatMap((members) => {
    const valid = members.filter(({ marks }) => !marks.includes('withdrawn'));
    const latest = valid.find(isFirst) ?? valid[0] ?? members[0];
    return latest ? [{ latest, earlier: members.filter((one) => one !== latest) }] : [];
  });
}
