import { type Contract, contractById, type RecordFilter } from '../../contracts/index.ts';
import { archive, type CouncilSource, councilSources, type RecordSystem, vasternorrland } from '../sources.ts';
import type { CareUnits } from './care-units.ts';
import { archivedHistoryOf, type History, historyOf, type World } from './history.ts';
import type { Patient } from './patient.ts';
import { population } from './patients.ts';
import { type PatientRecords, recordsOf } from './records.ts';
import { type ItemOf, type ToldContract, tellers } from './tell/index.ts';

/** What a simulated record system knows. */
export interface CouncilData {
  readonly source: RecordSystem;
  /** Everyone known here. */
  readonly patients: readonly Patient[];
  /** Undefined when the patient is not known here. */
  patient(number: string): Patient | undefined;
  /** Undefined when the patient is not known here. Lists are oldest first. */
  records(number: string): PatientRecords | undefined;
}

/** Patients whose records are kept in memory; more are told anew when asked for. */
const keptPatients = 40;

export function createCouncilData(world: World, careUnits: CareUnits): Readonly<Record<CouncilSource, CouncilData>> {
  const patients = population(world.seed);
  const dataOf = (source: CouncilSource): CouncilData =>
    createData(source, knownAt(patients, source), (patient) => historyOf(world, patient, source, careUnits[source]));
  return Object.fromEntries(councilSources.map((source) => [source, dataOf(source)])) as Record<
    CouncilSource,
    CouncilData
  >;
}

/** What the closed system of Västernorrland knows: the patients of the region, as they were. */
export function createArchiveData(world: World, careUnits: CareUnits): CouncilData {
  const patients = knownAt(population(world.seed), vasternorrland);
  return createData(archive, patients, (patient) =>
    archivedHistoryOf(world, patient, vasternorrland, careUnits[vasternorrland]),
  );
}

const knownAt = (patients: readonly Patient[], source: CouncilSource): readonly Patient[] =>
  patients.filter((one) => one.knownTo.includes(source));

/** The same for a seed and a day, whatever was asked before. */
function createData(
  source: RecordSystem,
  patients: readonly Patient[],
  tell: (patient: Patient) => History,
): CouncilData {
  const known = new Map(patients.map((one) => [one.identity.id, one]));
  const kept = new Map<string, PatientRecords>();
  return {
    source,
    patients,
    patient: (number) => known.get(number),
    records: (number) => {
      const patient = known.get(number);
      if (!patient) return undefined;
      const records = kept.get(number) ?? recordsOf(() => tell(patient));
      // Deleted and set again, so that the first in the map is the one not asked for the longest.
      kept.delete(number);
      kept.set(number, records);
      const oldest = kept.keys().next();
      if (kept.size > keptPatients && !oldest.done) kept.delete(oldest.value);
      return records;
    },
  };
}

/** Whether this world has anything to tell in a contract. */
export const isTold = (id: Contract['id']): id is ToldContract => Object.hasOwn(tellers, id);

/** What a request may be answered with, oldest first. Patients unknown here have nothing. */
export function select<Id extends ToldContract>(
  data: CouncilData,
  id: Id,
  filter: RecordFilter,
): readonly ItemOf<Id>[] {
  const contract = contractById(id);
  if (!contract || data.patient(filter.patient.id)?.identity.type !== filter.patient.type) return [];
  const units = new Set(filter.careUnits.map((unit) => unit.toUpperCase()));
  const contacts = new Set(filter.careContacts);
  const items: readonly ItemOf<Id>[] = data.records(filter.patient.id)?.(id) ?? [];
  return items.filter((told) => {
    const item = told as Parameters<Contract['headerOf']>[0];
    const { careUnit } = contract.headerOf(item);
    if (units.size > 0 && !units.has(careUnit?.toUpperCase() ?? '')) return false;
    if (contacts.size > 0 && !contacts.has(careContactOf(item) ?? '')) return false;
    if (filter.specific && contract.selects && !contract.selects(item, filter.specific)) return false;
    return !filter.period || contract.inPeriod(item, filter.period);
  });
}

/** The care contact that a record's header quotes; of a contact, its own id. */
function careContactOf(item: object): string | undefined {
  const header = Object.entries(item).find(([name]) => name.endsWith('Header'))?.[1];
  return 'careContactHeader' in item ? header?.documentId : header?.careContactId;
}
