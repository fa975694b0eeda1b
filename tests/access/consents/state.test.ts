import { describe, expect, it } from 'vitest';
import type { NewAssertion } from '../../../src/access/consents/assertion.ts';
import { consentOf } from '../../../src/access/consents/state.ts';
import { clinic, sampleAssertion } from '../sample-registrations.ts';

const personalNumber = '1.2.752.129.2.1.3.1';
const recordedAt = '2020-01-01T00:00:00.000Z';

function stateAt(at: string, facts: Partial<NewAssertion>) {
  const nothing = { opened: undefined, cancelled: undefined, deleted: undefined };
  const assertion = { ...sampleAssertion(facts), start: recordedAt, recordedAt, ...nothing };
  return consentOf([assertion], clinic, new Date(at)).state;
}

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
