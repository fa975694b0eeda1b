/** Who came too often, and how many times in the minute that followed. */
export interface Haste<Attempt> {
  readonly address: string;
  readonly attempts: number;
  /** The first of them. */
  readonly first: Attempt;
}

export interface HasteLog<Attempt> {
  count(address: string, attempt: Attempt): void;
  /** Writes what has been counted until now. */
  flush(): Promise<void>;
}

const minuteMs = 60_000;
/** Of so many addresses in a minute each has a line; those beyond share one. */
const mostAddresses = 1_000;

/**
 * What a stranger repeats shall be seen but not fill the log: one line an address and minute. `write` is called when the
 * minute is over, and never rejects.
 */
export function createHasteLog<Attempt>(write: (haste: Haste<Attempt>) => Promise<void>): HasteLog<Attempt> {
  const counted = new Map<string, { attempts: number; readonly first: Attempt }>();
  let timer: NodeJS.Timeout | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const lines = [...counted].map(([address, { attempts, first }]) => ({ address, attempts, first }));
    counted.clear();
    await Promise.all(lines.map(write));
  }

  return {
    count(from, attempt) {
      const address = counted.has(from) || counted.size < mostAddresses ? from : 'others';
      const line = counted.get(address) ?? { attempts: 0, first: attempt };
      line.attempts += 1;
      counted.set(address, line);
      timer ??= setTimeout(() => void flush(), minuteMs).unref();
    },
    flush,
  };
}
