import type { CountedCalls } from '../../figures/certificate-calls.ts';
import { nameIn } from './known.ts';
import type { SeenCertificate } from './seen.ts';

/** A system that has lately shown more than one certificate. */
export interface Rotation {
  readonly shownBy: 'caller' | 'source';
  /** HSA-id. */
  readonly party: string;
  /**
   * `moved`: the old ones have not been used for a day before the newest last was. `both`: old and newest are in use.
   * `old-only`: the newest is known, and yet an old one is used instead.
   */
  readonly standing: 'moved' | 'both' | 'old-only';
  /** Latest end first: the first is the newest. */
  readonly certificates: readonly RotatedCertificate[];
}

interface RotatedCertificate {
  readonly name: string;
  readonly serial: string;
  readonly fingerprint: string;
  /** ISO 8601. */
  readonly until: string;
  /** ISO 8601, to the hour. */
  readonly lastSeen: string;
  /** Mean of the days counted; of record systems nobody counts. */
  readonly dailyCalls: number | undefined;
}

const dayMs = 86_400_000;

/** Whoever still uses the old one first. */
export function rotationsIn(seen: readonly SeenCertificate[], { days, calls }: CountedCalls): readonly Rotation[] {
  const counted = Map.groupBy(calls, ({ fingerprint }) => fingerprint);
  const daily = (fingerprint: string) =>
    Math.round((counted.get(fingerprint) ?? []).reduce((sum, { n }) => sum + n, 0) / Math.max(days, 1));
  const ofSystems = seen.filter(isSystems);
  const groups = [...Map.groupBy(ofSystems, ({ shownBy, party }) => `${shownBy} ${party}`).values()];
  return groups
    .filter((group) => group.length > 1)
    .flatMap((group) => {
      const ordered = group.toSorted((one, other) => other.until.getTime() - one.until.getTime());
      const [newest, ...old] = ordered;
      if (!newest) return [];
      const certificates = ordered.map(({ subject, serial, fingerprint, until, lastSeen, shownBy }) => ({
        ...{ name: nameIn(subject), serial, fingerprint },
        ...{ until: until.toISOString(), lastSeen: lastSeen.toISOString() },
        dailyCalls: shownBy === 'caller' ? daily(fingerprint) : undefined,
      }));
      return [{ shownBy: newest.shownBy, party: newest.party, standing: standingOf(newest, old), certificates }];
    })
    .toSorted((one, other) => order.indexOf(one.standing) - order.indexOf(other.standing));
}

const order: readonly Rotation['standing'][] = ['old-only', 'both', 'moved'];

type Shown = SeenCertificate & { readonly shownBy: Rotation['shownBy'] };
const isSystems = (seen: SeenCertificate): seen is Shown => seen.shownBy !== 'person';

function standingOf(newest: Shown, old: readonly Shown[]): Rotation['standing'] {
  const ahead = newest.lastSeen.getTime() - Math.max(...old.map(({ lastSeen }) => lastSeen.getTime()));
  if (ahead >= dayMs) return 'moved';
  return ahead <= -dayMs ? 'old-only' : 'both';
}
