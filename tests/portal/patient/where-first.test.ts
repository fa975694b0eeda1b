import { describe, expect, it } from 'vitest';
import type { ShownSession } from '../../../src/faces/portal-api/shapes/session.ts';
import { businessOf, firstPage, looksForPatients } from '../../../src/portal/patient/where-first.ts';

const under = (purpose: string) => ({ purpose }) as ShownSession['assignment'];

it.each([
  ['a physician', ['clinician'], 'Vård och behandling', true],
  ['a physician who reviews access too', ['clinician', 'security-officer'], 'Vård och behandling', true],
  ['a secretary', [], 'Administration', true],
  ['an engineer', ['integration-engineer'], 'Administration', false],
  ['a manager', ['manager', 'editor'], 'Administration', false],
  ['who follows up quality', [], 'Kvalitetssäkring', false],
] as const)('whether %s looks for patients', (_who, roles, purpose, looks) => {
  expect(looksForPatients({ roles, assignment: under(purpose) })).toBe(looks);
});

describe('where one comes with a patient', () => {
  it.each([
    ['a clinician to the gate', { roles: ['clinician'], assignment: under('Vård och behandling') }, '/patient/access'],
    ['a secretary to the blocks', { roles: [], assignment: under('Administration') }, '/patient/blocks'],
  ] as const)('%s', (_what, session, path) => {
    expect(firstPage(businessOf(session))).toBe(path);
  });

  it('nobody who follows up quality has business with one', () => {
    expect(businessOf({ roles: [], assignment: under('Kvalitetssäkring') })).toBe('none');
  });
});
