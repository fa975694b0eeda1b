import type { DiagnosticReport, FhirResource, Immunization, MedicationStatement, Observation } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { clinicalTypes, createResources } from '../../src/simulators/fhir/resources.ts';
import { vasternorrland } from '../../src/simulators/index.ts';
import { dayOf } from '../../src/simulators/world/calendar.ts';
import { loadCareUnits } from '../../src/simulators/world/care-units.ts';
import { createCouncilData } from '../../src/simulators/world/council-data.ts';
import { storyPersons } from '../../src/simulators/world/story-persons.ts';
import type { ToldContract } from '../../src/simulators/world/tell/index.ts';
import { resourceFaults } from '../support/fhir-validity.ts';
import { directory, today, tolvan } from './councils.ts';

/** What the FHIR council makes of the world, seen without its server. */
const data = createCouncilData({ seed: 'norrbryggan', today: dayOf(today) }, await loadCareUnits(directory))[
  vasternorrland
];
const resources = createResources(data, 'norrbryggan');
const people = [tolvan.id, ...Object.values(storyPersons).map(({ identity }) => identity.id)];

type ClinicalType = (typeof clinicalTypes)[number];

function about<T extends FhirResource>(number: string, type: ClinicalType): T[] {
  const subject = resources.subjectByNumber(number);
  return subject ? resources.list(type, subject).map(({ resource }) => resource as FhirResource as T) : [];
}
const everybodys = <T extends FhirResource>(type: ClinicalType): T[] => people.flatMap((one) => about<T>(one, type));
const items = (id: ToldContract): number => people.reduce((sum, one) => sum + (data.records(one)?.(id).length ?? 0), 0);

describe('every resource', () => {
  it.each(clinicalTypes)('%s is valid R4', (type) => {
    const all = everybodys(type);
    expect(all.length).toBeGreaterThan(0);
    // A validator takes its time: some of the many, always others of each person.
    const some = all.filter((_, index) => index % Math.ceil(all.length / 60) === 0);
    // Profiles of the guide are rules for the bridge; a record system keeps R4.
    const faults = some.flatMap(({ meta: { profile, ...meta } = {}, ...rest }) =>
      resourceFaults({ ...rest, ...(Object.keys(meta).length > 0 && { meta }) } as FhirResource),
    );
    expect([...new Set(faults)]).toEqual([]);
  });

  it('refers to nothing that is not there', () => {
    for (const number of people) {
      const all = clinicalTypes.flatMap((type) => about(number, type));
      const there = new Set(all.map(({ resourceType, id }) => `${resourceType}/${id}`));
      const referred = JSON.stringify(all).matchAll(
        /"reference":"((?:Observation|Specimen|ServiceRequest|Encounter|ImagingStudy|MedicationRequest|MedicationStatement)\/[^"]+)"/g,
      );
      for (const [, reference = ''] of referred) expect(there).toContain(reference);
      expect(there.size).toBe(all.length);
    }
  });
});

it('holds each record of the world once', () => {
  const reports = everybodys<DiagnosticReport>('DiagnosticReport');
  const section = (code: string) => reports.filter(({ category }) => category?.[0]?.coding?.[0]?.code === code).length;
  expect(section('LAB')).toBe(items('GetLaboratoryOrderOutcome:4'));
  expect(section('RAD')).toBe(items('GetImagingOutcome:1'));
  expect(section('OTH')).toBe(items('GetReferralOutcome:3'));
  expect(everybodys('DocumentReference').length).toBe(items('GetCareDocumentation:3'));
  expect(everybodys('MedicationStatement').length).toBe(items('GetMedicationHistory:2'));
  expect(everybodys('CarePlan').length).toBe(items('GetCarePlans:2'));
  expect(everybodys('Task').length).toBe(items('GetRequestActivities:1'));
  expect(everybodys('Encounter').length).toBe(items('GetCareContacts:3'));
  expect(everybodys('Condition').length).toBe(items('GetDiagnosis:2') + items('GetFunctionalStatus:2'));
});

describe('the stories', () => {
  it('keep their numbers in the digits of the laboratory', () => {
    const values = about<Observation>(tolvan.id, 'Observation')
      .filter(({ code }) => code.coding?.some((one) => one.code === 'NPU27300'))
      .map(({ valueQuantity }) => valueQuantity);
    expect(values.length).toBeGreaterThan(20);
    const told = data
      .records(tolvan.id)?.('GetLaboratoryOrderOutcome:4')
      .flatMap(({ body }) => body.groupOfAnalyses ?? [])
      .flatMap(({ analysis }) => analysis)
      .filter(({ code }) => code.code === 'NPU27300')
      .map(({ result }) => result?.[0]?.value.pq?.value.replace(',', '.'));
    expect(values.map((one) => JSON.stringify(one?.value)).toSorted()).toEqual(told?.toSorted());
  });

  it('name medicines by product with form and strength, both ways', () => {
    const statements = everybodys<MedicationStatement>('MedicationStatement');
    const contained = statements.filter(({ medicationReference }) => medicationReference?.reference === '#lm1');
    const coded = statements.filter(({ medicationCodeableConcept: medicine }) => medicine?.coding?.length === 2);
    expect(contained.length).toBeGreaterThan(2);
    expect(coded.length).toBeGreaterThan(2);
    expect(coded[0]?.extension?.some(({ url }) => url.endsWith('/drugStrength'))).toBe(true);
    expect(statements.some(({ dosage }) => dosage?.[0]?.timing?.repeat?.periodUnit === 'd')).toBe(true);
    expect(statements.some(({ dosage }) => dosage?.[0]?.asNeededCodeableConcept)).toBe(true);
  });

  it('tell of vaccines by dose and batch', () => {
    const given = everybodys<Immunization>('Immunization');
    expect(given.some(({ protocolApplied }) => protocolApplied?.[0]?.doseNumberPositiveInt === 2)).toBe(true);
    expect(given.some(({ lotNumber }) => lotNumber?.startsWith('DEMO'))).toBe(true);
  });

  it('tell some resources in the product’s own profile and extensions', () => {
    const own = everybodys('DocumentReference').filter(({ meta }) =>
      meta?.profile?.some((one) => one.includes('demo.invalid')),
    );
    expect(own.length).toBeGreaterThan(2);
    expect(JSON.stringify(own[0])).toContain('gallringsklass');
  });
});
