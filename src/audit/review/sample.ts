import type { PatientId } from '../../contracts/record.ts';
import { fold } from '../../hsa/search.ts';
import type { StoredEntry } from '../entry.ts';
import { isAccess, readerOf } from '../reader.ts';
import { toSwedishTime } from '../swedish-time.ts';
import { type Criterion, type CriterionReport, criteria } from './criteria.ts';
import { createDraw, type Draw, rankOf } from './draw.ts';

/** One access to be judged. */
export interface SampleItem {
  /** Id of the entry. */
  readonly entry: string;
  readonly criteria: readonly Criterion[];
  /** What stood out, e.g. how many patients; names nobody. */
  readonly note: string | undefined;
}

export interface Sample {
  /** How many accesses it was drawn from. */
  readonly population: number;
  readonly items: readonly SampleItem[];
  readonly criteria: readonly CriterionReport[];
}

export interface SampleDefinition {
  readonly seed: string;
  /** How many at random, and at most how many more by each criterion. */
  readonly size: number;
}

/** What a sample asks others about. Undefined: not known; a lookup that nobody can answer is `unavailable`. */
export interface Lookups {
  /** Of the reader, from the care directory. */
  surnameOf(reader: string): Promise<string | undefined>;
  /** From the person register. */
  patient(id: PatientId): Promise<PatientFacts | 'unknown' | 'unavailable'>;
}

export interface PatientFacts {
  readonly surname: string | undefined;
  readonly protected: boolean;
}

/** Patients that the person register is asked about: it may be a national service, and each question is traffic. */
const ASKED_PATIENTS = 500;
const MANY_PATIENTS = 20;
const TIMES_MEDIAN = 3;

/**
 * Draws from the entries in one pass, each an access of its own ({@link wholeAccesses}); the same seed and entries give the
 * same sample, whatever their order.
 */
export async function drawSample(
  entries: AsyncIterable<StoredEntry> | Iterable<StoredEntry>,
  { seed, size }: SampleDefinition,
  lookups: Lookups,
): Promise<Sample> {
  const draws = {
    random: createDraw<Found>(size),
    emergency: counted(createDraw<Found>(size)),
    'off-hours': counted(createDraw<Found>(size)),
  };
  const askable = createDraw<StoredEntry>(ASKED_PATIENTS);
  const volumes = new Map<string, Volume>();
  const openings = counted(createDraw<Found>(Number.POSITIVE_INFINITY));
  let population = 0;
  for await (const entry of entries) {
    if (!isAccess(entry) || !entry.patient) continue;
    population++;
    const rank = rankOf(seed, entry.id);
    const found = { entry: entry.id };
    draws.random.offer(rank, found);
    if (entry.emergency || entry.activity === 'Nödöppning') draws.emergency.offer(rank, found);
    if (opensProtected(entry)) openings.offer(rank, found);
    if (isOffHours(entry.at)) draws['off-hours'].offer(rank, found);
    askable.offer(rank, entry);
    addVolume(volumes, entry, rank);
  }
  const many = highVolumes(volumes);
  const told = await askAbout(askable.drawn(), lookups);
  const partly =
    population > ASKED_PATIENTS
      ? `Of ${population} accesses, ${ASKED_PATIENTS} drawn by the same seed were looked at.`
      : undefined;
  const found: Partial<Record<Criterion, CriterionFinds>> = {
    random: { items: draws.random.drawn(), found: population },
    emergency: { items: draws.emergency.drawn(), found: draws.emergency.count() },
    'high-volume': { items: many.slice(0, size), found: many.length },
    'off-hours': { items: draws['off-hours'].drawn(), found: draws['off-hours'].count() },
    // However many: that each is looked at is what protects.
    'protected-opening': { items: openings.drawn(), found: openings.count() },
    ...(told && {
      'same-surname': { items: told.surname.slice(0, size), found: told.surname.length, note: partly },
      'protected-identity': { items: told.protected.slice(0, size), found: told.protected.length, note: partly },
    }),
  };
  return { population, items: merged(found), criteria: reports(found) };
}

const opening = ['patient:open', 'patient:places', 'lift-request:show'];

function opensProtected({ action, details }: StoredEntry): boolean {
  return details?.protected === true && opening.includes(action);
}

interface Found {
  readonly entry: string;
  readonly note?: string;
}

interface CriterionFinds {
  readonly items: readonly Found[];
  readonly found: number;
  readonly note?: string | undefined;
}

function counted<Item>(draw: Draw<Item>): Draw<Item> & { count(): number } {
  let count = 0;
  return {
    offer(rank, item) {
      count++;
      draw.offer(rank, item);
    },
    drawn: draw.drawn,
    count: () => count,
  };
}

interface Volume {
  readonly unit: string;
  readonly patients: Set<string>;
  /** The lowest ranked of the reader's entries stands for them all. */
  lowest: { readonly rank: string; readonly entry: string };
}

function addVolume(volumes: Map<string, Volume>, entry: StoredEntry, rank: string): void {
  const reader = readerOf(entry)?.toUpperCase();
  if (reader === undefined || !entry.patient) return;
  const volume = volumes.get(reader) ?? {
    unit: (entry.reader?.careUnit ?? entry.reader?.careProvider ?? '').toUpperCase(),
    patients: new Set(),
    lowest: { rank, entry: entry.id },
  };
  volume.patients.add(entry.patient.id);
  if (rank < volume.lowest.rank) volume.lowest = { rank, entry: entry.id };
  volumes.set(reader, volume);
}

function highVolumes(volumes: Map<string, Volume>): Found[] {
  return [...Map.groupBy(volumes.values(), ({ unit }) => unit).values()].flatMap((readers) => {
    const median = medianOf(readers.map(({ patients }) => patients.size));
    return readers
      .filter(({ patients }) => patients.size >= MANY_PATIENTS && patients.size > TIMES_MEDIAN * median)
      .toSorted((a, b) => b.patients.size - a.patients.size || (a.lowest.rank < b.lowest.rank ? -1 : 1))
      .map(({ patients, lowest }) => ({
        entry: lowest.entry,
        note: `The reader read of ${patients.size} patients; the median of the unit’s readers is ${median}.`,
      }));
  });
}

/** The lower of the two in the middle, so that one reader among two is not her own measure. */
function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? 0;
}

function isOffHours(at: string): boolean {
  const local = toSwedishTime(new Date(at));
  const hour = Number(local.slice(11, 13));
  const day = new Date(`${local.slice(0, 10)}T00:00Z`).getUTCDay();
  return hour < 6 || hour >= 22 || day === 0 || day === 6;
}

/** Undefined when the register answers nothing: then these criteria cannot be computed. */
async function askAbout(
  entries: readonly StoredEntry[],
  lookups: Lookups,
): Promise<{ surname: Found[]; protected: Found[] } | undefined> {
  const surname: Found[] = [];
  const isProtected: Found[] = [];
  const known = new Map<string, PatientFacts | 'unknown'>();
  for (const entry of entries) {
    if (!entry.patient) continue;
    const facts = known.get(entry.patient.id) ?? (await lookups.patient(entry.patient));
    // One that is not answered makes the list look complete when it is not.
    if (facts === 'unavailable') return undefined;
    known.set(entry.patient.id, facts);
    if (facts === 'unknown') continue;
    if (facts.protected) isProtected.push({ entry: entry.id });
    const reader = readerOf(entry);
    const readerSurname = reader === undefined ? undefined : await lookups.surnameOf(reader);
    if (readerSurname && facts.surname && fold(readerSurname) === fold(facts.surname))
      surname.push({ entry: entry.id });
  }
  return { surname, protected: isProtected };
}

/** An access found by several criteria is judged once. */
function merged(found: Partial<Record<Criterion, CriterionFinds>>): SampleItem[] {
  const items = new Map<string, SampleItem>();
  for (const [criterion, finds] of Object.entries(found) as [Criterion, CriterionFinds][])
    for (const { entry, note } of finds.items) {
      const item = items.get(entry);
      items.set(entry, {
        entry,
        criteria: [...(item?.criteria ?? []), criterion],
        note: item?.note ?? note,
      });
    }
  return [...items.values()];
}

function reports(found: Partial<Record<Criterion, CriterionFinds>>): CriterionReport[] {
  return (Object.keys(criteria) as Criterion[]).map((criterion) => {
    const { title, source, ...rest } = criteria[criterion];
    const finds = found[criterion];
    if (finds) return { criterion, title, source, found: finds.found, note: finds.note };
    const note = 'missing' in rest ? rest.missing : 'The person register did not answer, or there is none.';
    return { criterion, title, source: undefined, found: undefined, note };
  });
}
