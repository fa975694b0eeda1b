import type { Condition, Encounter, FhirResource } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { mapDiagnosis } from '../../../src/faces/fhir/mapping/diagnosis.ts';
import { mapCareContact } from '../../../src/faces/fhir/mapping/encounter.ts';
import { resourceFaults } from '../../support/fhir-validity.ts';
import { asJson, careContact, contextFor, diagnosis } from './samples.ts';

/** The validators are only worth what they find: mistakes planted on purpose, each found for its own reason. */
const condition = asJson(mapDiagnosis(diagnosis(), contextFor())) as Condition & Record<string, unknown>;
const encounter = asJson(mapCareContact(careContact(), contextFor())) as Encounter & Record<string, unknown>;
const verification = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
const clinical = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const without = (name: string, { [name]: _, ...rest }: Record<string, unknown>) => rest;

const planted: readonly (readonly [mistake: string, resource: unknown, fault: RegExp])[] = [
  ['an element R4 does not have', { ...condition, colour: 'red' }, /colour/],
  ['one deeper down', { ...condition, code: { text: 'x', colour: 1 } }, /colour/],
  ['a mandatory element left out', without('subject', condition), /subject/],
  ['a list where one is asked', { ...condition, code: [{ text: 'x' }] }, /Condition\.code/],
  ['one where a list is asked', { ...condition, category: { text: 'x' } }, /array/],
  ['a code outside a required binding', { ...encounter, status: 'done' }, /"done"/],
  [
    'a concept outside a required binding',
    { ...condition, verificationStatus: { coding: [{ system: verification, code: 'perhaps' }] } },
    /"perhaps"/,
  ],
  ['a day that does not exist', { ...condition, recordedDate: '2024-13-45' }, /recordedDate/],
  ['a time without zone', { ...condition, recordedDate: '2024-03-01T10:00:00' }, /recordedDate/],
  ['two values of one choice', { ...condition, onsetString: 'x' }, /choice/],
  [
    'a broken invariant',
    {
      ...condition,
      clinicalStatus: { coding: [{ system: clinical, code: 'active' }] },
      verificationStatus: { coding: [{ system: verification, code: 'entered-in-error' }] },
    },
    /con-5/,
  ],
  [
    'a reference to another type',
    { ...condition, subject: { ...condition.subject, reference: 'Organization/1' } },
    /reference/i,
  ],
  ['an extension without url', { ...condition, extension: [{ valueString: 'x' }] }, /url/],
  ['an empty string', { ...condition, code: { text: '' } }, /empty/],
  ['a contained mistake', { ...condition, contained: [{ resourceType: 'Organization', id: 'o', x: 1 }] }, /x/],
  ['a rule of the profile', without('category', condition), /KV Diagnostyp/],
  ['a profile without rules', { ...condition, meta: { profile: [`${guide()}SEEHDSNothing`] } }, /no rules/],
];

function guide(): string {
  return 'https://fhir.inera.se/ig/ehds-tk/StructureDefinition/';
}

describe('the validators', () => {
  it('find nothing wrong with what the mapping makes', () => {
    expect(resourceFaults(condition)).toEqual([]);
    expect(resourceFaults(encounter)).toEqual([]);
  });

  it.each(planted)('find %s', (_mistake, resource, fault) => {
    expect(resourceFaults(resource as FhirResource).join('\n')).toMatch(fault);
  });
});
