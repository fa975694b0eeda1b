import { expect, it } from 'vitest';
import { systemOids } from '../../../src/codes/index.ts';
import { ask, byType } from './fhir-system.ts';

/** GetObservations wants to know when the patient was born, to the day. */
const personal = (id: string) => ({ id, type: systemOids.personalNumber });
const coordination = (id: string) => ({ id, type: systemOids.coordinationNumber });

async function bornOf(patient: { id: string; type: string }, birthDate?: string) {
  const observation = {
    resourceType: 'Observation',
    id: '1',
    status: 'final',
    code: { coding: [{ system: 'http://snomed.info/sct', code: '27113001', display: 'Vikt' }] },
    subject: { reference: 'Patient/p' },
    effectiveDateTime: '2024-05-01',
    valueQuantity: { value: 72.5, unit: 'kg', code: 'kg' },
  };
  const own = { resourceType: 'Patient', id: 'p', ...(birthDate !== undefined && { birthDate }) };
  const { records } = await ask('GetObservations:1', byType({ Observation: [observation, own] }), { patient });
  expect(records).toHaveLength(1);
  const [{ data, problems } = { data: undefined }] = records;
  return problems ?? (data as unknown as { patient: { dateOfBirth: string } }).patient.dateOfBirth;
}

it.each([
  ['a personal number', personal('191212121212'), undefined, '19121212'],
  ['a coordination number', coordination('191212721219'), undefined, '19121212'],
  ['one whose day is not known', coordination('191212600000'), undefined, '19121201'],
  ['one whose month is not known', coordination('191200600000'), undefined, '19120101'],
  ['the system itself, where it knows the day', coordination('191212600000'), '1912-12-12', '19121212'],
  ['the number, where the system knows less', personal('191212121212'), '1912', '19121212'],
])('by %s', async (_, patient, birthDate, expected) => {
  expect(await bornOf(patient, birthDate)).toBe(expected);
});
