import type { PatientId } from '../../contracts/record.ts';
import { sameHsaId } from '../../identities/same-hsa-id.ts';
import { controllersOf, narrowedTo } from '../controller.ts';
import type { StoredEntry } from '../entry.ts';
import { kindsIn } from '../extract/kinds-of-information.ts';
import { isAccess } from '../reader.ts';
import { type Clock, clocksFrom, withoutClock } from './clocks.ts';

/** What went wrong: a certificate or a person was misused, or a record system is not to be trusted. */
export interface Suspicion {
  readonly by: 'certificate' | 'person' | 'source';
  /** Serial number or fingerprint, or HSA-id. */
  readonly value: string;
  /** ISO 8601. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** How much was reached through it: of everybody, or of one controller's part. No patient is named here. */
export interface Reach {
  readonly entries: number;
  /** Entries that showed nothing: refused, or failed. */
  readonly refused: number;
  readonly patients: number;
  /** HSA-ids of care units whose information was shown. */
  readonly units: readonly string[];
  /** Kinds of information. */
  readonly kinds: readonly string[];
  /** ISO 8601; undefined when there is nothing. */
  readonly first: string | undefined;
  readonly last: string | undefined;
}

export interface IncidentReport {
  readonly suspicion: Suspicion;
  readonly knownAt: string;
  readonly reach: Reach;
  /** By HSA-id of the care provider; `unknown` for what nobody can be told of. */
  readonly controllers: Readonly<Record<string, Reach>>;
  readonly clocks: readonly Clock[];
  readonly alsoTell: readonly string[];
}

/** Takes what belongs to one controller, entry by entry. */
export interface IncidentFiles {
  /** `whole`: as it stands in the log; else the controller's part of it. */
  write(controller: string, entry: StoredEntry, whole: boolean): Promise<void>;
}

/** Entries of nobody: refused before anyone was known. */
const NOBODY = 'unknown';

/** One pass over the entries, each written to the file of every controller it concerns, in the part that is its own. */
export async function reportIncident(
  suspicion: Suspicion,
  entries: AsyncIterable<StoredEntry> | Iterable<StoredEntry>,
  files: IncidentFiles,
  knownAt: Date,
): Promise<IncidentReport> {
  const all = createTally();
  const byController = new Map<string, Tally>();
  for await (const entry of entries) {
    if (suspicion.by === 'source' && !touches(entry, suspicion.value)) continue;
    all.add(entry);
    const controllers = controllersOf(entry);
    for (const controller of controllers.length > 0 ? controllers : [NOBODY]) {
      const own = controller === NOBODY ? entry : narrowedTo(entry, controller);
      if (!own) continue;
      const tally = byController.get(controller) ?? createTally();
      byController.set(controller, tally);
      tally.add(own);
      await files.write(controller, own, own === entry);
    }
  }
  return {
    suspicion,
    knownAt: knownAt.toISOString(),
    reach: all.reach(),
    controllers: Object.fromEntries([...byController].map(([controller, tally]) => [controller, tally.reach()])),
    clocks: clocksFrom(knownAt),
    alsoTell: withoutClock,
  };
}

function touches({ sourcesAsked, units }: StoredEntry, source: string): boolean {
  return [...sourcesAsked, ...units.map((unit) => unit.source)].some((one) => sameHsaId(one, source));
}

/** The same for every identity of one person, as far as they were known then. */
function personOf(patient: PatientId, linked: readonly PatientId[] = []): string {
  return [patient, ...linked].map(({ type, id }) => `${type} ${id}`).toSorted()[0] ?? '';
}

interface Tally {
  add(entry: StoredEntry): void;
  reach(): Reach;
}

function createTally(): Tally {
  const patients = new Set<string>();
  const units = new Set<string>();
  const kinds = new Set<string>();
  const times: number[] = [];
  let entries = 0;
  let refused = 0;
  return {
    add(entry) {
      entries++;
      const time = new Date(entry.at).getTime();
      times[0] = Math.min(times[0] ?? time, time);
      times[1] = Math.max(times[1] ?? time, time);
      if (entry.outcome === 'refused' || entry.outcome === 'failed') refused++;
      if (!isAccess(entry)) return;
      if (entry.patient) patients.add(personOf(entry.patient, entry.linked));
      for (const { careUnit } of entry.units) if (careUnit) units.add(careUnit.toUpperCase());
      if (entry.units.length > 0) for (const kind of kindsIn(entry)) kinds.add(kind);
    },
    reach: () => ({
      entries,
      refused,
      patients: patients.size,
      units: [...units].toSorted(),
      kinds: [...kinds].toSorted(),
      first: times[0] === undefined ? undefined : new Date(times[0]).toISOString(),
      last: times[1] === undefined ? undefined : new Date(times[1]).toISOString(),
    }),
  };
}
