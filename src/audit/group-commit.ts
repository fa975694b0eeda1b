/**
 * Makes many small durable writes into few: what arrives while a write is in flight shares the next one. An idle writer
 * writes at once, except what nobody waits for: that goes with the next write, or alone after `SOON_MS`.
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
  let isDue = false;
  let timer: NodeJS.Timeout | undefined;
  let inFlight: readonly Waiter<Item>[] = [];

  function start(): void {
    isDue = true;
    running ??= drain();
  }

  async function drain(): Promise<void> {
    while (isDue) {
      const group = takeGroup();
      isDue = waiting.length > 0;
      inFlight = group;
      try {
        await write(group.flatMap((waiter) => waiter.items));
        for (const waiter of group) waiter.done();
      } catch (thrown) {
        for (const waiter of group) waiter.failed(thrown);
      }
    }
    inFlight = [];
    running = undefined;
  }

  /** Whole callers only: a caller's items become durable together. */
  function takeGroup(): Waiter<Item>[] {
    clearTimeout(timer);
    timer = undefined;
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
    async append(items, when) {
      if (waitingItems + items.length > limits.waiting) throw full();
      waitingItems += items.length;
      const written = new Promise<void>((done, failed) =>
        waiting.push({ items, since: performance.now(), done, failed }),
      );
      if (when === 'now') start();
      else timer ??= setTimeout(start, SOON_MS);
      await written;
    },
    backlog() {
      const all = [...inFlight, ...waiting];
      const [oldest] = all;
      return {
        items: all.reduce((sum, { items }) => sum + items.length, 0),
        oldestMilliseconds: oldest ? performance.now() - oldest.since : 0,
      };
    },
    async idle() {
      if (waiting.length > 0) start();
      await running;
    },
  };
}

export interface GroupCommit<Item> {
  /** Resolves when the items are durable. `soon`: nobody waits for it. */
  append(items: readonly Item[], when: 'now' | 'soon'): Promise<void>;
  /** What is not durable yet, and how long the oldest of it has waited. */
  backlog(): { readonly items: number; readonly oldestMilliseconds: number };
  /** Has what waits written at once, and resolves when that is done. */
  idle(): Promise<void>;
}

/** Long enough for company to come where there is load, too short for anybody to look in vain. */
const SOON_MS = 50;

interface Waiter<Item> {
  readonly items: readonly Item[];
  /** `performance.now()` */
  readonly since: number;
  done(): void;
  failed(reason: unknown): void;
}
