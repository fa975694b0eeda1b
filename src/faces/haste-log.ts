/** Who came too often, and how many times in the minute that followed. */
export interface Haste<Attempt> {
  /** As it was counted; `others` of those who were too many. */
  readonly who: string;
  readonly attempts: number;
  /** The first of them. */
  readonly first: Attempt;
}

export interface HasteLog<Attempt> {
  count(who: string, attempt: Attempt): void;
  /** Writes what has been counted until now. */
  flush(): Promise<void>;
}

const minuteMs = 60_000;
/** Of so many in a minute each has a line; those beyond share one. */
const most = 1_000;
export const others = 'others';

/**
 * What a stranger repeats shall be seen but not fill the log: one line for each and minute. `write` is called when the
 * minute is over, and never rejects.
 */
export function createHasteLog<Attempt>(write: (haste: Haste<Attempt>) => Promise<void>): HasteLog<Attempt> {
  const counted = new Map<string, { attempts: number; readonly first: Attempt }>();
  let timer: NodeJS.Timeout | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const lines = [...counted].map(([who, { attempts, first }]) => ({ who, attempts, first }));
    counted.clear();
    await Promise.all(lines.map(write));
  }

  return {
    count(from, attempt) {
      const who = counted.has(from) || counted.size < most ? from : others;
      const line = counted.get(who) ?? { attempts: 0, first: attempt };
      line.attempts += 1;
      counted.set(who, line);
      timer ??= setTimeout(() => void flush(), minuteMs).unref();
    },
    flush,
  };
}
