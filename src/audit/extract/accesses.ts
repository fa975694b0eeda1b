import { sameHsaId } from '../../identities/index.ts';
import type { Activity, ReleasedUnit, StoredEntry } from '../entry.ts';
import { isAccess, readerOf } from '../reader.ts';

/** What a patient would call one access: somebody, at one time, looked at this and that. */
export interface Access {
  /** Its entries, oldest first. */
  readonly entries: readonly [StoredEntry, ...StoredEntry[]];
  /** ISO 8601, of the first entry. */
  readonly at: string;
  readonly activity: Activity;
  /** HSA-ids. `system`: what asked. `person`: undefined when only the system is known. */
  readonly person: string | undefined;
  readonly system: string | undefined;
  readonly careProvider: string | undefined;
  readonly careUnit: string | undefined;
  readonly purpose: string | undefined;
  readonly action: string;
  /** In the order in which they were first asked for. */
  readonly contracts: readonly string[];
  readonly units: readonly ReleasedUnit[];
  readonly emergency: boolean;
}

/** Entries of one call this close together are one access; a correlation id can be used again by whoever sends it. */
export const TOGETHER_MS = 5 * 60_000;

/**
 * The accesses to a patient's information, newest first. What was refused or failed showed nothing and is left out, as
 * is how an answer ended: it was told of when it began. What was done about her is on the log before it is done: where it
 * failed then, it never came about.
 */
export function accessesOf(entries: readonly StoredEntry[]): Access[] {
  const groups: [StoredEntry, ...StoredEntry[]][] = [];
  const open = new Map<string, [StoredEntry, ...StoredEntry[]]>();
  for (const entry of cameAbout(entries.toSorted((a, b) => timeOf(a) - timeOf(b) || a.sequence - b.sequence))) {
    const key = keyOf(entry);
    const group = open.get(key);
    if (group && timeOf(entry) - timeOf(group[0]) <= TOGETHER_MS) group.push(entry);
    else {
      const started: [StoredEntry] = [entry];
      groups.push(started);
      open.set(key, started);
    }
  }
  return groups.map(accessOf).reverse();
}

/** Of entries in their order. */
function cameAbout(entries: readonly StoredEntry[]): StoredEntry[] {
  const standing: StoredEntry[] = [];
  for (const entry of entries) {
    const failed = entry.kind === 'act' && entry.outcome === 'failed';
    const begun = failed ? standing.findLastIndex((one) => isSameDeed(one, entry)) : -1;
    if (begun >= 0) standing.splice(begun, 1);
    else if (isAccess(entry)) standing.push(entry);
  }
  return standing;
}

function isSameDeed(one: StoredEntry, other: StoredEntry): boolean {
  return (
    one.kind === other.kind &&
    one.correlationId === other.correlationId &&
    one.action === other.action &&
    one.details?.id === other.details?.id
  );
}

function keyOf(entry: StoredEntry): string {
  const { correlationId, actor, caller, reader, purpose, emergency } = entry;
  const act = entry.kind === 'act' ? entry.action : '';
  return JSON.stringify([
    correlationId,
    actor?.hsaId,
    caller?.hsaId,
    reader?.careProvider,
    reader?.careUnit,
    purpose,
    emergency ?? false,
    act,
  ]);
}

function accessOf(entries: readonly [StoredEntry, ...StoredEntry[]]): Access {
  const [first] = entries;
  // An indicator beside a reading does not make the reading less.
  const main = entries.find(({ action }) => action !== 'indicator') ?? first;
  return {
    entries,
    at: first.at,
    activity: main.activity ?? 'Läsa',
    person: readerOf(first),
    system: first.caller?.kind === 'function' ? first.caller.hsaId : undefined,
    careProvider: first.reader?.careProvider,
    careUnit: first.reader?.careUnit,
    purpose: first.purpose,
    action: main.action,
    contracts: [...new Set(entries.flatMap(({ contract }) => contract ?? []))],
    units: unitsOf(entries),
    emergency: entries.some((entry) => entry.emergency === true || entry.activity === 'Nödöppning'),
  };
}

function unitsOf(entries: readonly StoredEntry[]): ReleasedUnit[] {
  const units: ReleasedUnit[] = [];
  for (const unit of entries.flatMap((entry) => entry.units))
    if (!units.some((one) => same(one.careProvider, unit.careProvider) && same(one.careUnit, unit.careUnit)))
      units.push(unit);
  return units;
}

function same(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined ? one === other : sameHsaId(one, other);
}

function timeOf({ at }: StoredEntry): number {
  return new Date(at).getTime();
}
