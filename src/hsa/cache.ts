import type { Events } from '../events.ts';
import { DirectoryLimitation } from './limitation.ts';

/** A lookup's value and how old the directory's word is, for the access log. */
export interface Answer<T> {
  readonly value: T;
  /** When the directory said so, ISO 8601 in UTC. */
  readonly asOf: string;
  /** The directory does not answer now; the value is an older one, kept for such a case. */
  readonly stale: boolean;
}

/** How long answers are good, in milliseconds. */
export interface CachePolicy {
  readonly positiveMs: number;
  readonly negativeMs: number;
  /** After this an answer is not even given when the directory is down. */
  readonly staleMs: number;
  /** The least recently used go first. */
  readonly maximumEntries: number;
}

export const liveDirectoryPolicy: CachePolicy = {
  positiveMs: 10 * 60_000,
  negativeMs: 60_000,
  staleMs: 12 * 3_600_000,
  maximumEntries: 20_000,
};

export interface Cache {
  /** The kept value under the key while it is good, else what `load` gives. Throws what `load` throws. */
  lookup<T>(key: string, load: () => Promise<T>): Promise<Answer<T>>;
}

interface Kept {
  readonly value: unknown;
  readonly at: number;
}

/** Read-through; one load at a time for a key; an older answer, flagged, when the load fails. */
export function createCache(policy: CachePolicy, now: () => number, events: Events): Cache {
  const kept = new Map<string, Kept>();
  const loading = new Map<string, Promise<Kept>>();

  async function load<T>(key: string, read: () => Promise<T>): Promise<Kept> {
    const entry = { value: await read(), at: now() };
    kept.delete(key);
    kept.set(key, entry);
    for (const oldest of kept.keys()) {
      if (kept.size <= policy.maximumEntries) break;
      kept.delete(oldest);
    }
    return entry;
  }

  function isGood({ value, at }: Kept): boolean {
    return now() - at < (isNegative(value) ? policy.negativeMs : policy.positiveMs);
  }

  return {
    async lookup<T>(key: string, read: () => Promise<T>): Promise<Answer<T>> {
      const known = kept.get(key);
      if (known && isGood(known)) {
        kept.delete(key);
        kept.set(key, known);
        return answer<T>(known, false);
      }
      let attempt = loading.get(key);
      if (!attempt) {
        attempt = load(key, read).finally(() => loading.delete(key));
        loading.set(key, attempt);
      }
      try {
        return answer<T>(await attempt, false);
      } catch (cause) {
        // It answers, only not this: nothing has failed, and nothing older is known.
        if (cause instanceof DirectoryLimitation) throw cause;
        const text = cause instanceof Error ? cause.message : String(cause);
        events.emit('directory:lookup:failed', { text });
        const ageMs = known ? now() - known.at : Number.POSITIVE_INFINITY;
        if (!known || ageMs > policy.staleMs) throw cause;
        events.emit('directory:lookup:stale', { ageMs, text });
        return answer<T>(known, true);
      }
    },
  };
}

/** Nothing to remember: the directory is in memory, as of one instant. */
export function uncached(asOf: Date): Cache {
  return { lookup: async (_key, load) => ({ value: await load(), asOf: asOf.toISOString(), stale: false }) };
}

function answer<T>({ value, at }: Kept, stale: boolean): Answer<T> {
  return { value: value as T, asOf: new Date(at).toISOString(), stale };
}

function isNegative(value: unknown): boolean {
  if (value === undefined) return true;
  const items = typeof value === 'object' && value !== null && 'items' in value ? value.items : value;
  return Array.isArray(items) && items.length === 0;
}

export type Age = Pick<Answer<unknown>, 'asOf' | 'stale'>;

/** An answer put together from two is as old as the older. */
export function olderOf(one: Age, other: Age): Age {
  return { asOf: one.asOf < other.asOf ? one.asOf : other.asOf, stale: one.stale || other.stale };
}
