import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import type { ContractId } from '../../../src/contracts/index.ts';
import { ask, byType } from './fhir-system.ts';

/** The examples of the FHIR R4 standard: data that nobody here made, of patients all over the world. */
const folder = dirname(createRequire(import.meta.url).resolve('hl7.fhir.r4.examples/package.json'));
const files = readdirSync(folder);

function examplesOf(type: string): object[] {
  return files
    .filter((name) => name.startsWith(`${type}-`) && name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as object);
}

const types = [
  ...['AllergyIntolerance', 'CarePlan', 'Condition', 'DiagnosticReport', 'DocumentReference', 'Encounter', 'Flag'],
  ...['Immunization', 'MedicationRequest', 'MedicationStatement', 'Observation', 'Task'],
];
const besides = [
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Medication',
  'Specimen',
  'ServiceRequest',
  'ImagingStudy',
];
const beside = [...besides, 'Provenance'].flatMap(examplesOf);
const examples = Object.fromEntries(types.map((type) => [type, [...examplesOf(type), ...beside]]));

/** Of each contract: how many of them are records, and how many are withheld because the contract cannot tell them. */
const expected: readonly (readonly [ContractId, number, number])[] = [
  ['GetAlertInformation:2', 4, 1],
  ['GetCareContacts:3', 3, 7],
  ['GetCareDocumentation:3', 1, 0],
  ['GetCarePlans:2', 8, 3],
  ['GetDiagnosis:2', 8, 2],
  ['GetFunctionalStatus:2', 0, 0],
  ['GetImagingOutcome:1', 2, 0],
  ['GetLaboratoryOrderOutcome:4', 6, 0],
  ['GetMaternityMedicalHistory:2', 0, 0],
  ['GetMedicationHistory:2', 46, 1],
  ['GetObservations:1', 48, 10],
  ['GetReferralOutcome:3', 0, 1],
  // The contract's numbers for kind and status are in no resource that does not come from it.
  ['GetRequestActivities:1', 0, 12],
  ['GetVaccinationHistory:2', 3, 1],
];

it.each(expected)(
  '%s makes %i records of the examples, and withholds %i with a reason',
  async (contract, whole, withheld) => {
    const { records, failure } = await ask(
      contract,
      byType(examples),
      {},
      { maxAnswerBytes: 50_000_000, defaultCareUnit: 'SE2321000206-DEMOVE' },
    );
    expect(failure).toBeUndefined();
    const broken = records.filter(({ problems }) => problems);
    expect([records.length - broken.length, broken.length]).toEqual([whole, withheld]);
  },
);
