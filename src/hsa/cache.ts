import { settlesWithin } from '../bus/settles-within.ts';
import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import { DirectoryLimitation } from './limitation.ts';
import { createShelf, itemsOf, type Kept, type Shelf } from './shelf.ts';

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
  /** After this an answer is still given, while a new one is fetched behind it. */
  readonly freshMs: number;
  /** After this whoever asks waits for a new one. */
  readonly positiveMs: number;
  readonly negativeMs: number;
  /** After this an answer is not even given when the directory is down. */
  readonly staleMs: number;
  /** So long anybody waits for the directory. What it says later is kept for the next who asks. */
  readonly patienceMs: number;
  /** A list counts as many as it has. The least recently used go first. */
  readonly maximumObjects: number;
}

/** See docs/decisions/how-old-the-directory-may-be.md. */
export const liveDirectoryPolicy: CachePolicy = {
  freshMs: 5 * 60_000,
  positiveMs: 10 * 60_000,
  negativeMs: 60_000,
  staleMs: 12 * 3_600_000,
  patienceMs: 6_000,
  maximumObjects: 20_000,
};

export interface Cache {
  /** The kept value under the key while it is good, else what `load` gives. Throws what `load` throws. */
  lookup<T>(key: string, load: () => Promise<T>): Promise<Answer<T>>;
  /** Every answer that names the HSA-id, or all there are; gives how many. What is on its way is not kept. */
  forget(hsaId?: string): number;
  /** What it holds and may still give when the directory is down. */
  known(): readonly Kept[];
}

/**
 * Read-through; one load at a time for a key. A known answer is given at once while it is good, and an older one,
 * flagged, when the directory does not say otherwise in time. The first word of a key says what sort of answer it is:
 * searches are many, long and seldom the same, and not kept; the few lists of everything crowd nobody out.
 */
export function createCache(policy: CachePolicy, now: () => number, events: Events): Cache {
  const objects = createShelf(policy.maximumObjects, policy.staleMs, now);
  const everything = createShelf(Number.POSITIVE_INFINITY, policy.staleMs, now);
  const loading = new Map<string, Promise<Kept>>();

  function shelfOf(key: string): Shelf | undefined {
    if (key.startsWith('search ')) return undefined;
    return listsOfEverything.has(key) ? everything : objects;
  }

  function load<T>(key: string, read: () => Promise<T>): Promise<Kept> {
    const known = loading.get(key);
    if (known) return known;
    const attempt: Promise<Kept> = read()
      .then((value) => {
        const entry = { value, at: now() };
        if (loading.get(key) === attempt) shelfOf(key)?.keep(key, entry);
        return entry;
      })
      .finally(() => {
        if (loading.get(key) === attempt) loading.delete(key);
      });
    loading.set(key, attempt);
    return attempt;
  }

  function tellOfFailure(cause: unknown): string {
    const text = cause instanceof Error ? cause.message : String(cause);
    events.emit('directory:lookup:failed', { text });
    return text;
  }

  function isGood({ value, at }: Kept): boolean {
    return now() - at < (isNegative(value) ? policy.negativeMs : policy.positiveMs);
  }

  return {
    async lookup<T>(key: string, read: () => Promise<T>): Promise<Answer<T>> {
      const shelf = shelfOf(key);
      const known = shelf?.get(key);
      if (known && isGood(known)) {
        shelf?.keep(key, known);
        if (now() - known.at >= policy.freshMs) load(key, read).catch(tellOfFailure);
        return answer<T>(known, false);
      }
      try {
        const attempt = load(key, read);
        if (!(await settlesWithin(attempt, policy.patienceMs)))
          throw new BridgeError('DIRECTORY_UNAVAILABLE', `No answer within ${policy.patienceMs} ms.`);
        return answer<T>(await attempt, false);
      } catch (cause) {
        // It answers, only not this: nothing has failed, and nothing older is known.
        if (cause instanceof DirectoryLimitation) throw cause;
        const text = tellOfFailure(cause);
        if (!known) throw cause;
        events.emit('directory:lookup:stale', { ageMs: now() - known.at, text });
        return answer<T>(known, true);
      }
    },
    forget(hsaId) {
      loading.clear();
      const upperCase = hsaId?.toUpperCase();
      const concerns = (key: string, { value }: Kept) =>
        upperCase === undefined || names(value, upperCase) || key.endsWith(` ${upperCase}`);
      return objects.remove(concerns) + everything.remove(concerns);
    },
    known: () => [...objects.entries(), ...everything.entries()],
  };
}

/** Keys. */
const listsOfEverything = new Set(['units', 'people', 'all commissions']);

/** Anywhere in it, in whatever letter case. */
function names(value: unknown, upperCaseHsaId: string): boolean {
  if (typeof value === 'string') return value.toUpperCase() === upperCaseHsaId;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((each) => names(each, upperCaseHsaId));
}

/** Nothing to remember: the directory is in memory, as of one instant. */
export function uncached(asOf: Date): Cache {
  return {
    lookup: async (_key, load) => ({ value: await load(), asOf: asOf.toISOString(), stale: false }),
    forget: () => 0,
    known: () => [],
  };
}

function answer<T>({ value, at }: Kept, stale: boolean): Answer<T> {
  return { value: value as T, asOf: new Date(at).toISOString(), stale };
}

function isNegative(value: unknown): boolean {
  return value === undefined || itemsOf(value)?.length === 0;
}

export type Age = Pick<Answer<unknown>, 'asOf' | 'stale'>;

/** An answer put together from two is as old as the older. */
export function olderOf(one: Age, other: Age): Age {
  return { asOf: one.asOf < other.asOf ? one.asOf : other.asOf, stale: one.stale || other.stale };
}
