/**
 * Makes many small durable writes into few: what arrives while a write is in flight shares the next one. No timer; an
 * idle writer writes at once.
 *
 * @param write makes a group durable, all or nothing; what it throws goes to every caller of the group.
 * @param limits `group`: items in one write. `waiting`: items that may wait; beyond that `full` is thrown at once.
 */
export function groupCommit<Item>(
  write: (items: readonly Item[]) => Promise<void>,
  limits: { readonly group: number; readonly waiting: number },
  full: () => Error,
): GroupCommit<Item> {
  let waiting: Waiter<Item>[] = [];
  let waitingItems = 0;
  let running: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const group = takeGroup();
      try {
        await write(group.flatMap((waiter) => waiter.items));
        for (const waiter of group) waiter.done();
      } catch (thrown) {
        for (const waiter of group) waiter.failed(thrown);
      }
    }
    running = undefined;
  }

  /** Whole callers only: a caller's items become durable together. */
  function takeGroup(): Waiter<Item>[] {
    const group: Waiter<Item>[] = [];
    let size = 0;
    for (const waiter of waiting) {
      if (group.length > 0 && size + waiter.items.length > limits.group) break;
      group.push(waiter);
      size += waiter.items.length;
    }
    waiting = waiting.slice(group.length);
    waitingItems -= size;
    return group;
  }

  return {
    async append(items) {
      if (waitingItems + items.length > limits.waiting) throw full();
      waitingItems += items.length;
      const written = new Promise<void>((done, failed) => waiting.push({ items, done, failed }));
      running ??= drain();
      await written;
    },
    idle: async () => running,
  };
}

export interface GroupCommit<Item> {
  /** Resolves when the items are durable. */
  append(items: readonly Item[]): Promise<void>;
  /** Resolves when nothing waits or is being written. */
  idle(): Promise<void>;
}

interface Waiter<Item> {
  readonly items: readonly Item[];
  done(): void;
  failed(reason: unknown): void;
}
