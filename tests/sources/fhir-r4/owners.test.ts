import { expect, it } from 'vitest';
import type { ContractId } from '../../../src/contracts/index.ts';
import { ask, byType, hsa } from './fhir-system.ts';

/** Persons and units have HSA-ids alike: one that stands for a person is never the unit that a record belongs to. */
const nurse = hsa('SE2321000206-DEMOSSK');
const immunization = (actor: object) => ({
  resourceType: 'Immunization',
  id: '1',
  status: 'completed',
  recorded: '2024-05-01T08:00:00+02:00',
  occurrenceDateTime: '2024-05-01',
  vaccineCode: { text: 'Influensa' },
  performer: [{ actor }],
});
const custodian = {
  resourceType: 'Provenance',
  target: [{ reference: 'Immunization/1' }],
  agent: [{ type: { coding: [{ code: 'custodian' }] }, who: { identifier: hsa('SE2321000206-DEMOVG') } }],
};
const defaults = { defaultCareUnit: 'SE2321000206-DEMOVE' };

async function unitOf(actor: object, ...more: object[]) {
  const { records } = await ask(
    'GetVaccinationHistory:2',
    byType({ Immunization: [immunization(actor), ...more] }),
    {},
    defaults,
  );
  return records.map(({ header }) => header.careUnit);
}

it.each([
  ['a person with an address', { reference: 'Practitioner/1', identifier: nurse }],
  ['a person by type', { type: 'PractitionerRole', identifier: nurse }],
  ['somebody of whom nothing tells that it is a unit', { identifier: nurse }],
])('%s who gave a vaccine is no owner', async (_, actor) => {
  expect(await unitOf(actor, custodian)).toEqual([undefined]);
  expect(await unitOf(actor)).toEqual(['SE2321000206-DEMOVE']);
});

it.each([
  ['an address of a version', 'https://elsewhere.example/fhir/Organization/1/_history/2'],
  ['an address that leads nowhere', 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0'],
  ['nothing', undefined],
])('an owner that Provenance names by its id, and by %s, is the owner', async (_, reference) => {
  const who = { ...(reference !== undefined && { reference }), identifier: hsa('SE2321000206-DEMOHC') };
  const author = { type: { coding: [{ code: 'author' }] }, who };
  const told = { ...custodian, agent: [...custodian.agent, author] };
  expect(await unitOf({ display: 'Någon' }, told)).toEqual(['SE2321000206-DEMOHC']);
});

it('the unit that gave it is, where nothing else names one', async () => {
  const actor = { type: 'Organization', identifier: hsa('SE2321000206-DEMOHC') };
  expect(await unitOf(actor, custodian)).toEqual(['SE2321000206-DEMOHC']);
});

it.each<[string, ContractId, { readonly resourceType: string; readonly [part: string]: unknown }, object]>([
  [
    'a laboratory answer',
    'GetLaboratoryOrderOutcome:4',
    {
      resourceType: 'DiagnosticReport',
      status: 'final',
      category: [{ coding: [{ code: 'LAB' }] }],
      issued: '2024-05-01T10:00:00+02:00',
      performer: [{ type: 'Organization', identifier: hsa('SE2321000206-DEMOLAB'), display: 'Laboratoriet' }],
    },
    { header: { author: expect.anything() } },
  ],
  [
    'an observation',
    'GetObservations:1',
    {
      resourceType: 'Observation',
      status: 'preliminary',
      code: { coding: [{ system: 'http://snomed.info/sct', code: '27113001', display: 'Vikt' }] },
      effectiveDateTime: '2024-05-01',
      valueQuantity: { value: 72.5, unit: 'kg', code: 'kg' },
      performer: [{ type: 'Organization', identifier: hsa('SE2321000206-DEMOHC'), display: 'Hälsocentralen' }],
    },
    { performerRole: { person: expect.anything() } },
  ],
])('a unit that stands for whoever made %s is no person', async (_, contract, resource, person) => {
  const { resourceType } = resource;
  const { records } = await ask(contract, byType({ [resourceType]: [{ id: '1', ...resource }] }), {}, defaults);
  expect(records).toHaveLength(1);
  expect(records[0]?.data).not.toMatchObject(person);
});

it.each([
  ['preliminary', '385676005'],
  ['corrected', '272393004'],
  ['cancelled', '59776000'],
  ['final', undefined],
])('an observation that is %s is not taken for finished', async (status, code) => {
  const observation = {
    resourceType: 'Observation',
    id: '1',
    status,
    code: { coding: [{ system: 'http://snomed.info/sct', code: '27113001', display: 'Vikt' }] },
    effectiveDateTime: '2024-05-01',
    valueQuantity: { value: 72.5, unit: 'kg', code: 'kg' },
  };
  const { records } = await ask('GetObservations:1', byType({ Observation: [observation] }), {}, defaults);
  expect(records).toMatchObject([{ data: { observation: [code ? { status: { code } } : { value: {} }] } }]);
  if (!code) expect(JSON.stringify(records)).not.toContain('"status"');
});

it.each([
  ['a person', { type: 'Practitioner', identifier: nurse }, undefined],
  ['a unit', { type: 'Organization', identifier: hsa('SE2321000206-DEMOVG') }, 'SE2321000206-DEMOVG'],
  ['one of whom nothing is told', { identifier: hsa('SE2321000206-DEMOVG') }, 'SE2321000206-DEMOVG'],
])('a note in the custody of %s', async (_, custodian, careProvider) => {
  const note = {
    resourceType: 'DocumentReference',
    id: '1',
    status: 'current',
    date: '2024-05-01T08:00:00+02:00',
    custodian,
    content: [{ attachment: { contentType: 'text/plain', data: 'SMOlcg==' } }],
  };
  const { records } = await ask('GetCareDocumentation:3', byType({ DocumentReference: [note] }));
  expect(records.map(({ header }) => header.careProvider)).toEqual([careProvider]);
});
