import type { DirectoryCopyConfig } from '../../config.ts';
import { BridgeError } from '../../errors.ts';
import type { Events } from '../../events.ts';
import { type Answer, type Cache, createCache, liveDirectoryPolicy } from '../cache.ts';
import type { InForce } from './store.ts';

/** Lookups that a copy of units alone answers by itself; everything else is the directory's own word as well. */
const unitLookups = ['unit', 'care-units-of', 'org-no', 'units'];
/** Lookups of which "nobody" is an answer that must not be too old either. */
const lookupsOfPeople = ['commissions', 'holders', 'people', 'all'];

interface CopyCache extends Cache {
  /** Another generation is in force: nothing that the last one said is kept. */
  replaced(): void;
}

interface CacheParts {
  /** Undefined while there is no copy, and the directory itself is asked. */
  readonly inForce: () => InForce | undefined;
  readonly config: Pick<DirectoryCopyConfig, 'changesMinutes'>;
  readonly now: () => number;
  readonly events: Events;
}

/**
 * Answers of the copy are as of when it was last known to be as its origin: flagged when a round of reading was missed, and
 * too old for people and assignments when the directory's own answers would be. See
 * docs/decisions/how-old-the-directory-may-be.md.
 */
export function createCopyCache({ inForce, config, now, events }: CacheParts): CopyCache {
  const live = createCache(liveDirectoryPolicy, now, events);
  const newKept = () => createCache(liveDirectoryPolicy, now, events);
  let kept = newKept();

  function ofCopy<T>(answer: Answer<T>, lookup: string, { asOf, covers }: InForce): Answer<T> {
    const ageMs = now() - Date.parse(asOf);
    const isTooOld = ageMs > liveDirectoryPolicy.staleMs && covers === 'everything';
    if (isTooOld && (lookupsOfPeople.includes(lookup) || hasPeople(answer.value)))
      throw new BridgeError('DIRECTORY_UNAVAILABLE', `The copy of the directory is as of ${asOf}.`);
    return { ...answer, asOf, stale: answer.stale || ageMs > 2 * config.changesMinutes * 60_000 };
  }

  return {
    async lookup(key, load) {
      const copy = inForce();
      if (!copy) return live.lookup(key, load);
      const [lookup = ''] = key.split(' ', 1);
      if (copy.covers === 'everything' || unitLookups.includes(lookup))
        return ofCopy(await kept.lookup(key, load), lookup, copy);
      const answer = await live.lookup(key, load);
      return hasKind(answer.value, ['organization', 'unit']) ? ofCopy(answer, lookup, copy) : answer;
    },
    forget: (hsaId) => kept.forget(hsaId) + live.forget(hsaId),
    known: live.known,
    replaced() {
      kept = newKept();
    },
  };
}

/** Among those that it lists, or itself. */
function hasPeople(value: unknown): boolean {
  const items = typeof value === 'object' && value !== null && 'items' in value ? value.items : value;
  return (Array.isArray(items) ? items : [items]).some((item) => hasKind(item, ['person', 'commission']));
}

function hasKind(value: unknown, kinds: readonly unknown[]): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && kinds.includes(value.kind);
}
