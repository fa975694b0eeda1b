import { randomUUID } from 'node:crypto';
import type { Action } from '../../src/access/action.ts';
import type { NewBlock, NewRevoke } from '../../src/access/blocks/registered-block.ts';
import type { NewAssertion } from '../../src/access/consents/assertion.ts';
import type { Registrar } from '../../src/access/registrations.ts';
import type { NewRelation } from '../../src/access/relations/patient-relation.ts';

/** Who reads, whom about, and of whom the information is, in tests of what is registered. */
export const tolvan = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };
export const clinic = {
  employee: 'SE2321000230-DEMOLAKARE',
  careProvider: 'SE2321000230-DEMOVG',
  careUnit: 'SE2321000230-DEMOVE1',
};
export const owner = { careProvider: 'SE2321000222-DEMOVG', careUnit: 'SE2321000222-DEMOVE7' };

export const registrar: Registrar = {
  correlationId: '6b0c6f1e-2f0a-4f0e-9f5e-0a5a3c9d1e11',
  face: 'portal',
  careProviders: [clinic.careProvider, owner.careProvider],
};

export const action: Action = {
  requestedAt: '2026-05-01T08:00:00.000Z',
  requestedBy: { employee: clinic.employee },
  registeredAt: '2026-05-01T08:00:00.000Z',
  registeredBy: { employee: clinic.employee, assignment: 'SE2321000230-DEMOUPPDRAG' },
};

export function sampleAssertion(facts: Partial<NewAssertion> = {}): NewAssertion {
  return {
    id: randomUUID(),
    kind: 'given',
    patient: tolvan,
    ...clinic,
    start: undefined,
    end: undefined,
    representedBy: undefined,
    emergency: undefined,
    registration: action,
    ...facts,
  };
}

export function sampleEmergency(facts: Partial<NewAssertion> = {}): NewAssertion {
  const emergency = { reasonCode: 'life-threatening', text: 'Medvetslös vid ankomst.', opened: false };
  return sampleAssertion({ kind: 'emergency', emergency, ...facts });
}

/** From now on for a day, by the clock given. */
export function sampleRelation(now: Date, facts: Partial<NewRelation> = {}): NewRelation {
  const end = new Date(now.getTime() + 86_400_000).toISOString();
  return {
    id: randomUUID(),
    patient: tolvan,
    ...clinic,
    start: undefined,
    end,
    ground: 'Bokning',
    registration: action,
    ...facts,
  };
}

export function sampleBlock(facts: Partial<NewBlock> = {}): NewBlock {
  return {
    id: randomUUID(),
    kind: 'outer',
    patient: tolvan,
    careProvider: owner.careProvider,
    careUnit: undefined,
    start: undefined,
    end: undefined,
    excludedTypes: [],
    representedBy: undefined,
    registration: action,
    ...facts,
  };
}

export function sampleRevoke(now: Date, blockId: string, facts: Partial<NewRevoke> = {}): NewRevoke {
  return {
    id: randomUUID(),
    blockId,
    end: new Date(now.getTime() + 86_400_000).toISOString(),
    careUnit: clinic.careUnit,
    employee: undefined,
    reason: 'PatientsConsent',
    reasonText: undefined,
    registration: action,
    ...facts,
  };
}
