import { sql } from 'kysely';
import type { Events } from '../events.ts';
import type { Store } from '../store/index.ts';
import type { KeptStep, Segment } from './segment.ts';

export interface KeeperOptions {
  readonly store: Store;
  readonly events: Events;
  /** Name of this process. */
  readonly process: string;
  /** A call slower than this is kept however many others there are. */
  readonly slowMs: number;
  readonly ordinaryPerSecond: number;
  readonly keepDays: number;
}

export interface Keeper {
  /** Takes what this process did for one call, when that is over. Never waits and never throws. */
  take(segment: Segment): void;
  /** Writes what waits. */
  close(): Promise<void>;
}

const ROUND_MILLISECONDS = 500;
const MOST_WAITING = 2_000;
const BATCH = 100;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Keeps steps of calls in the store, beside the work: calls that failed or were slow, and of the others as many a second as
 * the configuration says. While the store is slow or away two thousand calls wait; the others are dropped and counted.
 */
export function createKeeper(options: KeeperOptions): Keeper {
  const { store, events, process, slowMs, ordinaryPerSecond, keepDays } = options;
  let waiting: Segment[] = [];
  let dropped = 0;
  let writing: Promise<void> | undefined;
  const mayKeep = quota(ordinaryPerSecond);

  // A timer of its own: whoever hands in a segment may be inside a transaction, and this is not to be part of it.
  const rounds = setInterval(() => void write(), ROUND_MILLISECONDS).unref();
  const sweeps = setInterval(() => void sweep(), HOUR).unref();
  void sweep();

  function take(segment: Segment): void {
    if (!isRemarkable(segment, slowMs) && !mayKeep()) return;
    if (waiting.length < MOST_WAITING) waiting.push(segment);
    else dropped += 1;
  }

  function write(): Promise<void> {
    writing ??= writeAll().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  async function writeAll(): Promise<void> {
    let isTaken = true;
    while (isTaken && waiting.length > 0) {
      const batch = waiting.slice(0, BATCH);
      isTaken = await insert(batch).then(
        () => true,
        // Full or away, perhaps for a moment only: what waits is tried again in the next round.
        () => false,
      );
      if (isTaken) waiting = waiting.slice(BATCH);
    }
    if (dropped > 0) events.emit('trace:steps:dropped', { count: dropped });
    dropped = 0;
  }

  async function insert(batch: readonly Segment[]): Promise<void> {
    const rows = batch.map((segment) => ({
      correlation_id: segment.correlationId,
      trace_id: segment.traceId,
      at: new Date(Math.min(...segment.steps.map(({ at }) => at))).toISOString(),
      process,
      omitted: segment.omitted,
      steps: JSON.stringify(segment.steps),
    }));
    await store.db.insertInto('bridge.trace_segment').values(rows).execute();
  }

  /** In the background; what could not be removed is removed next time. */
  async function sweep(): Promise<void> {
    const oldest = new Date(Date.now() - keepDays * DAY).toISOString();
    await store.db
      .deleteFrom('bridge.trace_segment')
      .where('at', '<', sql<Date>`${oldest}::timestamptz`)
      .execute()
      .catch(() => undefined);
  }

  return {
    take,
    async close() {
      clearInterval(rounds);
      clearInterval(sweeps);
      // What is being written just now may have begun before the last one was taken.
      await writing;
      await write();
      if (waiting.length > 0) events.emit('trace:steps:dropped', { count: waiting.length });
    },
  };
}

function isRemarkable({ steps }: Segment, slowMs: number): boolean {
  return steps.some(({ outcome }: KeptStep) => outcome !== 'ok') || (steps.at(-1)?.milliseconds ?? 0) >= slowMs;
}

function quota(perSecond: number): () => boolean {
  let second = 0;
  let used = 0;
  return () => {
    const now = Math.floor(performance.now() / 1_000);
    if (now !== second) used = 0;
    second = now;
    used += 1;
    return used <= perSecond;
  };
}
