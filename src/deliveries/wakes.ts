import type { Bus, WakeQueue } from '../bus/index.ts';
import type { Head } from './heads.ts';

/** The wake queues of this process, opened when first used. */
export interface Wakes {
  of(destination: string): WakeQueue;
  /** Never throws: what is lost, the sweeper finds. */
  tell(heads: readonly Head[]): void;
  close(): Promise<void>;
}

/** More than so many waiting on the bus are left to the sweeper, who finds the rest of them in the store in time. */
export const ENOUGH = 500;

export function openWakes(bus: Pick<Bus, 'wakes'>): Wakes {
  const queues = new Map<string, WakeQueue>();
  const under = new Set<Promise<unknown>>();

  function of(destination: string): WakeQueue {
    const queue = queues.get(destination) ?? bus.wakes(`deliver-${destination}`);
    queues.set(destination, queue);
    return queue;
  }

  async function wake(destination: string, ids: readonly string[]): Promise<void> {
    const queue = of(destination);
    if ((await queue.depth()) < ENOUGH) await queue.wake(ids.slice(0, ENOUGH));
  }

  return {
    of,
    tell(heads) {
      for (const [destination, some] of Map.groupBy(heads, (head) => head.destination)) {
        const told = wake(
          destination,
          some.map(({ id }) => id),
        ).catch(() => undefined);
        under.add(told);
        told.then(() => under.delete(told));
      }
    },
    async close() {
      await Promise.all(under);
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}
