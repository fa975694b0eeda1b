import { describe, expect, it } from 'vitest';
import {
  type Contract,
  type ContractId,
  contractById,
  type RecordHeader,
  sendable,
  toRecord,
  validate,
} from '../../src/contracts/index.ts';
import { councilSources, norrbotten } from '../../src/simulators/index.ts';
import { dayOf, swedishDay, timeText } from '../../src/simulators/world/calendar.ts';
import { loadCareUnits } from '../../src/simulators/world/care-units.ts';
import { type CouncilData, createCouncilData, isTold } from '../../src/simulators/world/council-data.ts';
import type { Patient } from '../../src/simulators/world/patient.ts';
import { population } from '../../src/simulators/world/patients.ts';
import { checkDigit, testNumber } from '../../src/simulators/world/personal-number.ts';
import { storyPersons } from '../../src/simulators/world/story-persons.ts';
import { type Item, type ItemOf, type ToldContract, tellers } from '../../src/simulators/world/tell/index.ts';
import { directory, today } from './councils.ts';

const seed = 'test';
const careUnits = await loadCareUnits(directory);
const world = (day = today, other = seed) => createCouncilData({ seed: other, today: dayOf(day) }, careUnits);
const contents = <Id extends ToldContract>(data: CouncilData, number: string, id: Id): readonly ItemOf<Id>[] =>
  data.records(number)?.(id) ?? [];
const told = Object.keys(tellers).filter((id) => isTold(id as ContractId)) as ToldContract[];
const patients = population(seed);

/** Every record of a council, with the contract it must obey; gathered once. */
function everything(data: CouncilData): readonly Gathered[] {
  const known = gathered.get(data) ?? [...gather(data)];
  gathered.set(data, known);
  return known;
}

interface Gathered {
  readonly id: ToldContract;
  readonly item: Item;
  readonly patient: Patient;
}
const gathered = new Map<CouncilData, readonly Gathered[]>();

function* gather(data: CouncilData): Generator<Gathered> {
  for (const patient of data.patients.filter(isLookedAt)) {
    for (const id of told) for (const item of contents(data, patient.identity.id, id)) yield { id, item, patient };
  }
}

/** Those with a story, and a part of the others: all would take long and show no more. */
function isLookedAt({ identity }: Patient, index: number): boolean {
  return hasStory(identity.id) || index % 4 === 0;
}
const hasStory = (number: string): boolean =>
  Object.values(storyPersons).some(({ identity }) => identity.id === number);

describe('the population', () => {
  it('holds about 200 patients with numbers that are never given to anyone', () => {
    expect(patients.length).toBeGreaterThanOrEqual(195);
    expect(new Set(patients.map(({ identity }) => identity.id)).size).toBe(patients.length);
    for (const { identity } of patients) {
      const { id } = identity;
      if (id === '22950606FH20') continue; // a published example of a national reserve number
      expect(checkDigit(id.slice(2, 11)), id).toBe(Number(id[11]));
      const isCoordination = Number(id.slice(6, 8)) > 60;
      expect(identity.type).toBe(isCoordination ? '1.2.752.129.2.1.3.3' : '1.2.752.129.2.1.3.1');
      const birthNumber = id.slice(8, 11);
      const reserved = Number(id.slice(0, 4)) < 1990 ? ['980', '981'] : ['238', '239'];
      if (!isCoordination && id !== '191212121212') expect(reserved).toContain(birthNumber);
    }
  });

  it.each([
    [{ year: 1890, month: 2, day: 2 }, 'female', '189002029800'],
    [{ year: 1990, month: 2, day: 22 }, 'male', '199002222397'],
    [{ year: 2000, month: 1, day: 25 }, 'female', '200001252386'],
  ] as const)('builds the published number of %o, %s', (birth, sex, number) => {
    expect(testNumber(birth, sex)).toBe(number);
  });

  it('is known to one, two or three councils, the traditional test patient to all', () => {
    expect(new Set(patients.map(({ knownTo }) => knownTo.length))).toEqual(new Set([1, 2, 3]));
    expect(patients.find(({ identity }) => identity.id === '191212121212')?.knownTo).toEqual(councilSources);
  });
});

describe('the records', () => {
  const councils = world();

  it.each(councilSources)('of %s obey their contracts and the rules beyond the schema', (source) => {
    for (const { id, item, patient } of everything(councils[source])) {
      const contract = contractById(id);
      if (!contract) throw new Error(id);
      const header = headerOf(id, item);
      const faults = [
        ...(toRecord(contract, item, validate(contract.item, item, contract.itemElement)).problems ?? []),
        ...(same(sendable(contract, item), item) ? [] : ['says what its contract’s rules forbid']),
        ...(JSON.stringify(item).includes('""') ? ['holds an empty element'] : []),
        ...(header.sourceSystem === source && header.patient.id === patient.identity.id ? [] : ['is somebody else’s']),
        ...(header.time < timeText(dayOf(today), 0) ? [] : ['was written in the future']),
        ...((header.careUnit === undefined) === (header.careProvider === undefined) || halfOwned.includes(id)
          ? []
          : ['has half an owner']),
      ];
      expect([id, ...faults]).toEqual([id]);
    }
  });

  it.each(councilSources)('of %s are between 10 and 300 a patient, with ids that are theirs alone', (source) => {
    const ids = new Set<string>();
    const perPatient = new Map<Patient, number>();
    for (const { id, item, patient } of everything(councils[source])) {
      ids.add(`${id} ${headerOf(id, item).documentId}`);
      if (['GetDiagnosis:2', 'GetAlertInformation:2', 'GetCareContacts:2'].includes(id))
        perPatient.set(patient, (perPatient.get(patient) ?? 0) + 1);
    }
    for (const [{ identity }, count] of perPatient) {
      expect(count).toBeGreaterThanOrEqual(hasStory(identity.id) ? 1 : 10);
      expect(count).toBeLessThanOrEqual(300);
    }
    expect(perPatient.size).toBe(councils[source].patients.filter(isLookedAt).length);
    expect(ids.size).toBe(everything(councils[source]).length);
  });

  it.each(councilSources)('of %s point at records that exist', (source) => {
    const known = new Set(everything(councils[source]).map(({ id, item }) => headerOf(id, item).documentId));
    const mentioned = everything(councils[source]).flatMap(({ item }) => {
      if ('diagnosisBody' in item)
        return [
          item.diagnosisHeader.careContactId,
          ...(item.diagnosisBody.relatedDiagnosis ?? []).map((one) => one.documentId),
        ];
      if ('alertInformationBody' in item)
        return (item.alertInformationBody.relatedAlertInformation ?? []).flatMap((one) => one.documentId);
      return [];
    });
    expect(mentioned.length).toBeGreaterThan(100);
    expect(mentioned.filter((id) => !known.has(id ?? ''))).toEqual([]);
  });

  it('have periods that fit the state of a contact', () => {
    const states = new Map<number | undefined, number>();
    for (const source of councilSources)
      for (const { id, item } of everything(councils[source])) {
        if (!isContact(id, item)) continue;
        const {
          careContactStatus: status,
          careContactCode: kind,
          careContactTimePeriod: period,
        } = item.careContactBody;
        states.set(status, (states.get(status) ?? 0) + 1);
        if (status === 5 || status === 4) expect(period.end).toBeDefined();
        else expect(period.end).toBeUndefined();
        if (status === 5 && kind !== 3) expect(period.end).toBe(period.start);
        expect(period.start > timeText(dayOf(today), 0)).toBe(status === 1);
      }
    for (const status of [1, 2, 3, 4, 5]) expect(states.get(status), `status ${status}`).toBeGreaterThan(0);
  });

  it('lack an owner here and there, so that there is something to withhold, but never the test patient’s', () => {
    for (const source of councilSources) {
      const ownerless = everything(councils[source]).filter(
        ({ id, item }) => headerOf(id, item).careUnit === undefined,
      );
      expect(ownerless.length).toBeGreaterThan(0);
      expect(ownerless.map(({ patient }) => patient.identity.id)).not.toContain('191212121212');
    }
  });

  it('show every kind of alert for the test patient, at every council', () => {
    for (const source of councilSources) {
      const kinds = contents(councils[source], '191212121212', 'GetAlertInformation:2').map(
        ({ alertInformationBody }) => alertInformationBody.typeOfAlertInformation.code,
      );
      expect(new Set(kinds)).toEqual(new Set(['upp-okh', 'upp-uas', 'upp-ube', 'upp-arb', 'upp-vbe', 'upp-est']));
    }
  });

  it('are the same for the same seed and day, whatever was asked before, and others for another seed', () => {
    const all = (data: CouncilData, number: string) => told.map((id) => contents(data, number, id));
    const again = world()[norrbotten];
    const last = again.patients.at(-1)?.identity.id ?? '';
    // Asked in another order than above.
    expect(all(again, last)).toEqual(all(councils[norrbotten], last));
    expect(all(again, '191212121212')).toEqual(all(councils[norrbotten], '191212121212'));
    const other = world(today, 'other')[norrbotten];
    expect(all(other, '191212121212')).not.toEqual(all(councils[norrbotten], '191212121212'));
  });

  it('stay fresh: with the day they move along', () => {
    const newest = (day: string) => contents(world(day)[norrbotten], '191212121212', 'GetCareContacts:2').at(-1);
    const start = newest('2027-03-01')?.careContactBody.careContactTimePeriod.start ?? '';
    expect(start > '20270301').toBe(true);
  });

  it('are unknown where the patient is not known', () => {
    const stranger = patients.find(({ knownTo }) => !knownTo.includes(norrbotten));
    expect(councils[norrbotten].records(stranger?.identity.id ?? '')).toBeUndefined();
  });
});

it('knows what day it is in Sweden', () => {
  expect(swedishDay(new Date('2026-11-20T23:30:00Z'))).toBe(dayOf('2026-11-21'));
  expect(swedishDay(new Date('2026-07-20T22:30:00Z'))).toBe(dayOf('2026-07-21'));
});

/** Laboratory 4 cannot leave the provider out, and request activities cannot name it. */
const halfOwned: readonly ContractId[] = ['GetLaboratoryOrderOutcome:4', 'GetRequestActivities:1'];

function headerOf(id: ToldContract, item: Item): RecordHeader {
  const contract = contractById(id);
  if (!contract) throw new Error(id);
  return contract.headerOf(item as Parameters<Contract['headerOf']>[0]);
}
const isContact = (id: ToldContract, _item: Item): _item is ItemOf<'GetCareContacts:2'> => id === 'GetCareContacts:2';
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
