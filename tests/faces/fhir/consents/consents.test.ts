import { expect, it } from 'vitest';
import { type ConsentParts, consents } from '../../../../src/faces/fhir/consents/consents.ts';
import type { Asking } from '../../../../src/faces/fhir/search/records.ts';
import { carePurpose } from '../../../../src/hsa/index.ts';
import type { PersonAnswer } from '../../../../src/persons/index.ts';
import { clinic, sampleAssertion, tolvan } from '../../../access/sample-registrations.ts';

const caller = { hsaId: 'SE2321000230-DEMOSYSTEM', kind: 'function' };
const commission = { hsaId: 'SE2321000230-DEMOUPPDRAG', purpose: carePurpose, rights: [] };
const assignment = { commission, careUnit: { hsaId: clinic.careUnit }, careProvider: { hsaId: clinic.careProvider } };
const recordedAt = '2026-05-01T08:00:00.000Z';
const given = { ...sampleAssertion(), start: recordedAt, recordedAt };

/** A clinician's search for what a patient of whom the person register says this has decided. */
async function searchWhile(register: PersonAnswer) {
  const parts = {
    config: {
      bridge: { name: 'Norrbryggan', kind: 'demo' },
      callers: [{ hsaId: caller.hsaId, careProvider: clinic.careProvider, gate: 'bridge' }],
      access: { assurance: 3 },
      signIn: { system: 'NORRBRYGGAN' },
      successions: [],
    },
    directory: {
      commissionsOf: async () => ({ value: { assignments: [assignment], omitted: [] } }),
      person: async () => ({ value: undefined }),
    },
    accessLog: { append: async () => undefined },
    facts: { relation: async () => ({ known: true, value: { state: 'current' } }) },
    registrations: { assertions: async () => [given], blocks: async () => [] },
    persons: { person: async () => register },
    identities: { patientId: () => 'p', resourceId: () => 'r' },
  } as unknown as ConsentParts;
  const actor = { hsaId: clinic.employee, commission: commission.hsaId, assurance: 'loa3' };
  const asking = { caller, actor, correlationId: 'c', baseUrl: '/fhir', patientKnown: () => undefined };
  const patient = `http://electronichealth.se/identifier/personnummer|${tolvan.id}`;
  const params = new URLSearchParams({ 'patient.identifier': patient });
  const { total, entry = [] } = await consents(parts).search(params, false, asking as unknown as Asking);
  return { total, modes: entry.map(({ search }) => search?.mode) };
}

it('a list of what a patient has decided is whole where the person register knows, or there is none', async () => {
  for (const register of [{ status: 'unknown' }, { status: 'unavailable', reason: 'not-configured' }] as const)
    expect(await searchWhile(register)).toEqual({ total: 1, modes: ['match'] });
});

it('it says that there may be more while the person register does not answer', async () => {
  const timedOut = { status: 'unavailable', reason: 'timed-out' } as const;
  expect(await searchWhile(timedOut)).toEqual({ total: undefined, modes: ['match', 'outcome'] });
});
