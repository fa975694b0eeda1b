import { describe, expect, it } from 'vitest';
import { newEntryId, type StoredEntry } from '../../../src/audit/index.ts';
import { auditEventOf } from '../../../src/faces/fhir/audit/audit-event.ts';
import { createIdentities } from '../../../src/faces/fhir/identities.ts';
import { generationOf } from '../../../src/faces/fhir/mapping/generation.ts';
import { stored, storedRefusal } from '../../audit/stored-entries.ts';
import { expectValidResource } from '../../support/fhir-validity.ts';

const context = {
  generation: generationOf('october-2026'),
  identities: createIdentities(Buffer.alloc(32, 1)),
  bridgeHsaId: 'SE2321000230-DEMOBRIDGE',
  host: 'bridge.example',
};
const actor: StoredEntry['actor'] = {
  hsaId: 'SE2321000230-DEMOLAKARE',
  name: undefined,
  commission: 'SE2321000230-DEMOMEDVOB',
};
const reading = { actor, purpose: 'Vård och behandling', patient: { id: '191212121212', type: '1.2.752.129.2.1.3.1' } };
const written = (facts: Partial<StoredEntry>) => {
  const event = auditEventOf(stored({ id: newEntryId(), ...reading, ...facts }), context);
  expectValidResource(event);
  return event;
};

describe('an entry as AuditEvent', () => {
  it.each([
    ['released', undefined, '0', true],
    ['partial', undefined, '0', true],
    ['empty', undefined, '0', true],
    ['failed', undefined, '8', false],
    ['refused', 'NO_RELATION', '4', false],
    ['refused', 'SOURCE_UNREACHABLE', '8', false],
    ['refused', 'AUDIT_UNAVAILABLE', '12', false],
  ] as const)('of outcome %s with %s is %s, and claims the profile: %s', (outcome, code, expected, claims) => {
    const event = written({ outcome, code });
    expect(event.outcome).toBe(expected);
    expect(event.meta?.profile !== undefined).toBe(claims);
  });

  it('tells nothing of what was withheld, of the patient’s other identities, nor what the reader is called', () => {
    const hidden = 'HIDDEN';
    const event = written({
      actor: { ...actor, name: hidden },
      kind: 'refusal',
      outcome: 'refused',
      code: 'NO_RELATION',
      reason: hidden,
      linked: [{ id: hidden, type: '1.2.752.129.2.1.3.3' }],
      details: { indicators: [hidden] },
      sourcesAsked: [hidden],
      decision: {
        outcome: 'deny',
        code: 'NO_RELATION',
        rule: 'relation/none',
        ruleSet: 'svod-2023',
        ground: 'PDL 4:1',
        detail: hidden,
        inputs: { consent: hidden },
        records: [{ rule: hidden, shown: 'blocked-exists', count: 1 }],
      },
    });
    expect(JSON.stringify(event)).not.toContain(hidden);
    expect(JSON.stringify(event)).toContain('relation/none');
    expect(event.outcomeDesc).toContain('relation');
  });

  it.each([
    ['Vård och behandling', undefined, 'TREAT'],
    ['Vård och behandling', true, 'ETREAT'],
    ['Enskilds direktåtkomst', undefined, 'PATRQT'],
    ['Något annat', undefined, undefined],
  ] as const)('for %s in emergency %s has the purpose %s', (purpose, emergency, code) => {
    const { purposeOfEvent, agent } = written({ purpose, emergency });
    expect(purposeOfEvent?.[0]?.coding?.[0]?.code).toBe(code);
    expect(purposeOfEvent?.[0]?.text).toBe(purpose);
    expect(agent[0]?.purposeOfUse).toEqual(purposeOfEvent);
  });

  it.each([
    ['log:search', 'Läsa', '110101', 'R'],
    ['consent:register', 'Skriva', '110110', 'C'],
    ['block:check', undefined, '110113', 'E'],
    ['extract:make', 'Läsa', '110106', 'R'],
    ['sign-in', undefined, '110114', 'E'],
    ['constructor', undefined, '110100', 'E'],
  ] as const)('of the act %s has a type of its own', (action, activity, type, code) => {
    const id = newEntryId();
    const event = written({ kind: 'act', action, activity, details: { id } });
    expect([event.type.code, event.action, event.meta]).toEqual([type, code, undefined]);
    expect(event.entity).toContainEqual(
      expect.objectContaining({ what: { identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` } } }),
    );
  });

  it('of a stranger names the certificate and nobody else', () => {
    const entry = storedRefusal({ caller: undefined, actor: undefined, patient: undefined, contract: undefined });
    const event = auditEventOf({ ...entry, id: newEntryId() }, context);
    expectValidResource(event);
    expect(event.agent[0]).toMatchObject({ requestor: true, altId: entry.certificate?.fingerprint });
  });

  it('about a patient of a council’s own kind of number has no id of this server', () => {
    const { entity } = written({ patient: { id: 'X1', type: '1.2.752.97.3.1.3' } });
    expect(entity?.[0]?.what).toMatchObject({ identifier: { value: 'X1' } });
    expect(entity?.[0]?.what?.reference).toBeUndefined();
  });
});
