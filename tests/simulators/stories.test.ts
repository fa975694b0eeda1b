import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contracts, okResult, prefixesFor, writeRoot } from '../../src/contracts/index.ts';
import { type Councils, norrbotten, vasterbotten, vasternorrland } from '../../src/simulators/index.ts';
import { dayOf } from '../../src/simulators/world/calendar.ts';
import { loadCareUnits } from '../../src/simulators/world/care-units.ts';
import { createCouncilData } from '../../src/simulators/world/council-data.ts';
import { storyPersons } from '../../src/simulators/world/story-persons.ts';
import { type ItemOf, type ToldContract, tellers } from '../../src/simulators/world/tell/index.ts';
import { directory, today, tolvan } from './councils.ts';
import { schemaFaults } from './xmllint.ts';

const data = createCouncilData({ seed: 'norrbryggan', today: dayOf(today) }, await loadCareUnits(directory));
type Source = keyof typeof data & keyof Councils['urls'];
const about = <Id extends ToldContract>(
  source: Source,
  who: keyof typeof storyPersons,
  id: Id,
): readonly ItemOf<Id>[] => data[source].records(storyPersons[who].identity.id)?.(id) ?? [];

describe.each([norrbotten, vasterbotten, vasternorrland] as const)('the test patient at %s', (source) => {
  it.each(Object.keys(tellers) as ToldContract[])('has something in %s', (id) => {
    const items: readonly object[] = data[source].records(tolvan.id)?.(id) ?? [];
    // He is a man.
    if (id === 'GetMaternityMedicalHistory:2') expect(items).toEqual([]);
    else expect(items.length).toBeGreaterThan(0);
  });

  it('has a laboratory series long enough to plot, inside and outside its reference', () => {
    const values = (data[source].records(tolvan.id)?.('GetLaboratoryOrderOutcome:3') ?? [])
      .flatMap(({ laboratoryOrderOutcomeBody: body }) => body.analysis ?? [])
      .filter(({ analysisCode }) => analysisCode?.code === 'NPU27300')
      .map(({ analysisOutcome }) => analysisOutcome);
    // What Västernorrland's new system has begins with what was copied into it.
    expect(values.length).toBeGreaterThan(20);
    expect(values.every((value) => value?.referenceInterval === '31–46')).toBe(true);
    expect(new Set(values.map((value) => value?.pathologicalFlag))).toEqual(new Set([true, false]));
  });

  it('has an attachment close to what may be attached, and none beyond', () => {
    const sizes = attachments(data[source].records(tolvan.id)?.('GetCareDocumentation:3') ?? []);
    expect(Math.max(...sizes)).toBeGreaterThan(95_000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100_000);
  });
});

it('says the same in both majors of a contract', () => {
  for (const [older, newer] of [
    ['GetCareContacts:2', 'GetCareContacts:3'],
    ['GetCareDocumentation:2', 'GetCareDocumentation:3'],
    ['GetLaboratoryOrderOutcome:3', 'GetLaboratoryOrderOutcome:4'],
  ] as const)
    for (const who of ['gunnar', 'bjorn', 'elis'] as const)
      expect(about(norrbotten, who, newer).length, newer).toBe(about(norrbotten, who, older).length);
});

describe('everything that is told of the persons with stories', () => {
  it.each(contracts.map((contract) => [contract.id, contract] as const))('in %s is valid', (id, contract) => {
    const everybody = [tolvan, ...Object.values(storyPersons).map(({ identity }) => identity)];
    const items = Object.values(data).flatMap((council) =>
      everybody.flatMap((one) => council.records(one.id)?.(id as ToldContract) ?? []),
    );
    expect(items.length).toBeGreaterThan(3);
    const result = okResult(contract, 'x');
    const value = { [contract.itemElement]: items, ...(result && { result }) };
    const prefixes = prefixesFor(contract.namespace, contract.response);
    const name = `${contract.name}Response`;
    const message = writeRoot(contract.namespace, name, contract.response, value, prefixes);
    expect(schemaFaults(contract.schema.file, message)).toBe('');
  });
});

describe('the stories', () => {
  it('are of the people whom docs/demo-world.md presents', () => {
    const page = readFileSync('docs/demo-world.md', 'utf8');
    for (const { identity, givenName, surname } of Object.values(storyPersons)) {
      expect(page).toContain(`${givenName} ${surname}`);
      expect(page).toContain(`\`${identity.id}\``);
    }
  });

  it('tell of a pregnancy from registration to after delivery, and of the child', () => {
    const parts = (source: Source) =>
      about(source, 'saga', 'GetMaternityMedicalHistory:2').flatMap((one) =>
        Object.keys(one.maternityMedicalRecordBody),
      );
    expect(parts(norrbotten)).toEqual([
      'registrationRecord',
      'pregnancyCheckupRecord',
      'pregnancyCheckupRecord',
      'postDeliveryRecord',
    ]);
    expect(parts(vasternorrland)).toEqual([...Array(4).fill('pregnancyCheckupRecord'), 'postDeliveryRecord']);
    expect(about(norrbotten, 'vilja', 'GetVaccinationHistory:2').length).toBe(2);
  });

  it('tell of a fracture far from home whose vaccination is registered at home', () => {
    const images = about(vasterbotten, 'bjorn', 'GetImagingOutcome:1').flatMap(
      ({ imagingOutcomeBody: body }) => body.imageRecording ?? [],
    );
    const references = images.flatMap(({ imageStructuredData = [] }) =>
      imageStructuredData.map((one) => one.imageData),
    );
    expect(references.length).toBeGreaterThan(8);
    expect(references.every(({ value, reference }) => value === undefined && reference !== undefined)).toBe(true);
    const [vaccination] = about(norrbotten, 'bjorn', 'GetVaccinationHistory:2');
    expect(vaccination?.vaccinationMedicalRecordBody.administrationRecord?.[0]?.sourceDescription).toMatch(
      /Akutcentrum/,
    );
    expect(about(norrbotten, 'bjorn', 'GetReferralOutcome:3').length).toBe(2);
  });

  it('show every form of dosage, of naming a drug, and of a prescription’s state', () => {
    const prescriptions = about(norrbotten, 'marta', 'GetMedicationHistory:2').map(
      (one) => one.medicationMedicalRecordBody.medicationPrescription,
    );
    const states = new Set(prescriptions.map((one) => `${one.typeOfPrescription} ${one.prescriptionStatus}`));
    expect(states).toEqual(new Set(['I Active', 'I Inactive', 'U Active']));
    const drugs = prescriptions.flatMap((one) => one.drug ?? []);
    expect(new Set(drugs.flatMap((one) => Object.keys(one)))).toEqual(
      new Set(['drug', 'drugArticle', 'generics', 'merchandise', 'unstructuredDrugInformation', 'dosage']),
    );
    const dosages = drugs.flatMap((one) => one.dosage ?? []);
    const kinds = dosages.flatMap(({ setDosage, maximumDosage, conditionalDosage }) =>
      [setDosage, maximumDosage, conditionalDosage].flatMap((one) => Object.keys(one ?? {})),
    );
    expect(new Set(kinds)).toEqual(
      new Set([
        'frequencyDosage',
        'periodDosage',
        'occasionDosage',
        'rampedDosage',
        'singleDose',
        'unstructuredDosageInformation',
        'conditionDescription',
      ]),
    );
    expect(prescriptions.some((one) => one.selfMedication)).toBe(true);
    expect(prescriptions.some((one) => (one.administration ?? []).length > 0)).toBe(true);
    const methods = prescriptions.map((one) => one.dispensationAuthorization?.distributionMethod);
    expect(methods).toContain('Dosdispensering (Apodos)');
  });

  it('keep one man’s care under a coordination number and under a personal number apart', () => {
    expect(about(norrbotten, 'mikkel', 'GetCareContacts:2').length).toBeGreaterThan(2);
    expect(about(vasterbotten, 'mikkelRegistered', 'GetCareContacts:2').length).toBeGreaterThan(1);
    const both = [storyPersons.mikkel, storyPersons.mikkelRegistered];
    expect(both.map(({ linked: [other] }) => other.id)).toEqual(both.map(({ identity }) => identity.id).toReversed());
  });

  it('end with death', () => {
    const last = about(norrbotten, 'verner', 'GetCareContacts:2').at(-1);
    expect(last?.careContactBody.careContactTimePeriod.start.slice(0, 8)).toBe('20260302');
  });

  it('name nobody who is protected', () => {
    for (const source of [norrbotten, vasterbotten] as const)
      for (const id of Object.keys(tellers) as ToldContract[])
        expect(JSON.stringify(about(source, 'ylva', id))).not.toContain(storyPersons.ylva.surname);
  });
});

/** Sizes in bytes of what is embedded anywhere in the records. */
function attachments(value: unknown): number[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    name === 'multimediaEntry' && part.value ? [Buffer.from(part.value, 'base64').length] : attachments(part),
  );
}
