import { describe, expect, it } from 'vitest';
import type { NewAssertion } from '../../../src/access/consents/assertion.ts';
import { consentBeside, consentOf } from '../../../src/access/consents/state.ts';
import { clinic, sampleAssertion, sampleEmergency } from '../sample-registrations.ts';

const personalNumber = '1.2.752.129.2.1.3.1';
const recordedAt = '2020-01-01T00:00:00.000Z';

function stateAt(at: string, facts: Partial<NewAssertion>) {
  const nothing = { opened: undefined, cancelled: undefined, deleted: undefined };
  const assertion = { ...sampleAssertion(facts), start: recordedAt, recordedAt, ...nothing };
  return consentOf([assertion], clinic, new Date(at)).state;
}

describe('an emergency beside the patient’s own yes', () => {
  const now = new Date('2026-05-01T08:00:00Z');
  const kept = { start: recordedAt, recordedAt, opened: undefined, cancelled: undefined, deleted: undefined };
  const yes = { ...sampleAssertion(), ...kept };
  const emergency = { ...sampleEmergency(), ...kept };

  it('leaves the yes to decide, and is told of', () => {
    expect(consentOf([yes, emergency], clinic, now)).toMatchObject({ state: 'given', inEmergency: true });
    expect(consentOf([yes], clinic, now)).not.toHaveProperty('inEmergency');
    expect(consentOf([emergency], clinic, now)).not.toHaveProperty('inEmergency');
  });

  it('is told of beside a yes that another master knows', () => {
    const foreign = { state: 'given', assertionId: undefined, until: undefined, opened: false } as const;
    expect(consentBeside(foreign, [emergency], clinic, now)).toEqual({ ...foreign, inEmergency: true });
    expect(consentBeside(foreign, [], clinic, now)).toEqual(foreign);
  });
});

describe('that a child cannot consent', () => {
  const child = { kind: 'child', patient: { id: '200811262380', type: personalNumber } } as const;

  it('counts until she is eighteen, on the Swedish day', () => {
    expect(stateAt('2026-11-25T23:59:59+01:00', child)).toBe('child');
    expect(stateAt('2026-11-26T00:00:00+01:00', child)).toBe('none');
  });

  it('counts where the number does not tell how old she is', () => {
    const patient = { id: 'R123', type: '1.2.752.74.9.1' };
    expect(stateAt('2040-01-01T00:00:00Z', { ...child, patient })).toBe('child');
  });

  it('is nothing to her own yes, which goes on', () => {
    expect(stateAt('2040-01-01T00:00:00Z', { ...child, kind: 'given' })).toBe('given');
  });
});
