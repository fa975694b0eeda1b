export interface Kept {
  readonly value: unknown;
  /** Since when, in milliseconds. */
  readonly at: number;
}

/** Answers that are kept, the least recently used first. */
export interface Shelf {
  get(key: string): Kept | undefined;
  /** As the most recently used. */
  keep(key: string, entry: Kept): void;
  /** What is not too old. */
  entries(): readonly Kept[];
  /** Gives how many. */
  remove(is: (key: string, entry: Kept) => boolean): number;
}

/** What is older than `tooOldMs` goes, and the least recently used when there are more objects than `maximum`. */
export function createShelf(maximum: number, tooOldMs: number, now: () => number): Shelf {
  const kept = new Map<string, Kept>();
  let objects = 0;

  function drop(key: string): void {
    const entry = kept.get(key);
    if (!entry) return;
    kept.delete(key);
    objects -= sizeOf(entry);
  }

  const isTooOld = ({ at }: Kept): boolean => now() - at > tooOldMs;

  return {
    get(key) {
      const entry = kept.get(key);
      if (!entry || !isTooOld(entry)) return entry;
      drop(key);
      return undefined;
    },
    keep(key, entry) {
      drop(key);
      kept.set(key, entry);
      objects += sizeOf(entry);
      for (const [oldest, known] of kept) {
        if (objects <= maximum && !isTooOld(known)) break;
        drop(oldest);
      }
    },
    entries: () => [...kept.values()].filter((entry) => !isTooOld(entry)),
    remove(is) {
      const gone = [...kept].filter(([key, entry]) => is(key, entry));
      for (const [key] of gone) drop(key);
      return gone.length;
    },
  };
}

function sizeOf({ value }: Kept): number {
  return Math.max(1, itemsOf(value)?.length ?? 1);
}

/** Of a list, whether or not it says that there is more. */
export function itemsOf(value: unknown): readonly unknown[] | undefined {
  const items = typeof value === 'object' && value !== null && 'items' in value ? value.items : value;
  return Array.isArray(items) ? items : undefined;
}
