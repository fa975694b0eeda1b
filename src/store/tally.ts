interface TallyParts<Row> {
  /** Adds the counts to what the store has. */
  readonly write: (counted: readonly (Row & { readonly count: number })[]) => Promise<void>;
  /** The row under which something is counted when too many are waiting already. */
  readonly coarser: (row: Row) => Row;
  readonly mostWaiting: number;
  readonly failed: (thrown: unknown) => void;
}

export interface Tally<Row> {
  add(row: Row, count: number): void;
  /** Writes what waits, one write at a time; what the store does not take waits on. Never throws. */
  flush(): Promise<void>;
}

/** Of one write. */
const mostRows = 1_000;

/** Counts in memory on their way to the store, which adds them up over all processes. */
export function createTally<Row extends object>({ write, coarser, mostWaiting, failed }: TallyParts<Row>): Tally<Row> {
  const waiting = new Map<string, number>();
  let flushing: Promise<void> | undefined;

  function increase(key: string, count: number): void {
    const sum = (waiting.get(key) ?? 0) + count;
    if (sum === 0) waiting.delete(key);
    else waiting.set(key, sum);
  }

  /** Whether the store took it. What comes meanwhile is counted beside it. */
  async function writeSome(): Promise<boolean> {
    // In one order for all processes: two that write the same rows do not wait for each other for ever.
    const some = [...waiting].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, mostRows);
    try {
      await write(some.map(([key, count]) => ({ ...(JSON.parse(key) as Row), count })));
    } catch (thrown) {
      failed(thrown);
      return false;
    }
    for (const [key, count] of some) increase(key, -count);
    return true;
  }

  async function drain(): Promise<void> {
    while (waiting.size > 0 && (await writeSome()));
  }

  return {
    add(row, count) {
      const key = JSON.stringify(row);
      increase(waiting.has(key) || waiting.size < mostWaiting ? key : JSON.stringify(coarser(row)), count);
    },
    async flush() {
      // One that is at its end may not have seen what was added last.
      await flushing;
      if (waiting.size === 0) return;
      flushing ??= drain().finally(() => {
        flushing = undefined;
      });
      await flushing;
    },
  };
}
