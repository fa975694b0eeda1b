import { describe, expect, it } from 'vitest';
import type { Assertion } from '../../src/access/consents/assertion.ts';
import { consentBeside, consentOf } from '../../src/access/consents/state.ts';
import type { Consent, Fact } from '../../src/access/index.ts';
import { createLocalFacts } from '../../src/access/local-facts.ts';
import { placedAt } from '../../src/access/merged.ts';
import { isRefusedStill } from '../../src/access/refused-before.ts';
import type { Registered, Registry } from '../../src/access/registry/store.ts';
import { createSuccessions } from '../../src/hsa/succession/successions.ts';
import { elsewhere, inOrder, known, ownProvider, physician, unit, unknown } from './circumstances.ts';
import { sampleAssertion } from './sample-registrations.ts';

const provider = physician.careProvider;
const day = '2026-03-01';
const at = new Date('2026-05-01T12:00:00Z');
const successions = createSuccessions([
  {
    kind: 'care-provider',
    from: elsewhere.careProvider ?? '',
    into: provider,
    at: day,
    units: ['SE2321000230-DEMOVE'],
  },
]);
const reader = placedAt(physician, successions, at);

const asserted = (kind: Assertion['kind'], recordedAt: string): Assertion => ({
  ...sampleAssertion({ kind, careProvider: provider, careUnit: unit, employee: undefined }),
  ...{ start: recordedAt, recordedAt, opened: undefined, cancelled: undefined, deleted: undefined },
});
const no = asserted('refused', '2026-02-01T00:00:00Z');
const isStill = (consent: Fact<Consent>, owner = elsewhere): boolean =>
  isRefusedStill(successions, { ...inOrder, reader, consent, at: at.toISOString() }, owner);
const standsAfter = (...assertions: Assertion[]) => isStill(known(consentOf(assertions, reader, at)));

describe('a no said before the merger', () => {
  it.each<Assertion['kind']>(['emergency', 'child', 'refused'])('stands although %s is registered after it', (kind) => {
    expect(standsAfter(no, asserted(kind, '2026-04-01T00:00:00Z'))).toBe(true);
  });

  it('stands until a yes, and one said after the merger is of others alone', () => {
    expect(standsAfter(no)).toBe(true);
    expect(standsAfter(no, asserted('given', '2026-04-01T00:00:00Z'))).toBe(false);
    expect(standsAfter(asserted('refused', '2026-04-01T00:00:00Z'))).toBe(false);
    expect(standsAfter()).toBe(false);
  });

  it('stands beside what another service says', () => {
    const assertions = [no, asserted('emergency', '2026-04-01T00:00:00Z')];
    const foreign: Consent = { state: 'given', assertionId: undefined, until: undefined, opened: false };
    expect(isStill(known(consentBeside(foreign, assertions, reader, at)))).toBe(true);
  });

  it('may stand where consent is not known; of the own it never does', () => {
    expect(isStill(unknown)).toBe(true);
    expect(isStill(unknown, ownProvider)).toBe(false);
  });

  it('is known here although the master of consents is silent', async () => {
    const { recordedAt, opened: _, cancelled: __, deleted: ___, ...content } = no;
    const row = { subject: 'assertion', parent: undefined, end: undefined, events: {}, content, recordedAt };
    const ofPatient = async () => [{ ...row, careProvider: provider, patient: no.patient } as Registered<never>];
    const facts = createLocalFacts({ ofPatient } as unknown as Registry, successions);
    expect(await facts.consentBeside(unknown, physician, [no.patient], at)).toMatchObject({
      known: true,
      value: { state: 'refused' },
    });
  });
});
