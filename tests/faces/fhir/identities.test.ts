import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contracts } from '../../../src/contracts/index.ts';
import { createIdentities } from '../../../src/faces/fhir/identities.ts';
import { identities, identityKey, tolvan } from './samples.ts';

const coordination = { id: '196109732393', type: '1.2.752.129.2.1.3.3' };
const reserve = { id: '22950606FH20', type: '1.2.752.74.9.1' };

describe('ids', () => {
  it.each([tolvan, coordination, reserve])('a patient id opens to the identity it was made of', (patient) => {
    const id = identities.patientId(patient);
    expect(id).toMatch(/^[A-Za-z0-9.-]{1,64}$/);
    expect(id).not.toContain(patient.id);
    expect(identities.patientOfPatientId(id)).toEqual(patient);
  });

  it('are the same each time, and others with another key or for another thing', () => {
    const again = createIdentities(identityKey);
    const other = createIdentities(Buffer.alloc(32, 8));
    expect(again.patientId(tolvan)).toBe(identities.patientId(tolvan));
    expect(other.patientId(tolvan)).not.toBe(identities.patientId(tolvan));
    expect(other.patientOfPatientId(identities.patientId(tolvan))).toBeUndefined();
    expect(identities.patientId({ ...tolvan, type: coordination.type })).not.toBe(identities.patientId(tolvan));
  });

  it('resource ids differ by every part and lead to the patient', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 4 }), fc.array(fc.string(), { maxLength: 4 }), (one, other) => {
        const id = identities.resourceId(tolvan, 'GetDiagnosis:2', one);
        expect(id).toMatch(/^[A-Za-z0-9.-]{1,64}$/);
        expect(identities.resourceOfId(id)).toEqual({ patient: tolvan, contractName: 'GetDiagnosis' });
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(identities.resourceId(tolvan, 'GetDiagnosis:2', other) === id).toBe(same);
      }),
    );
  });

  it('every contract has its place in ids, whatever its version', () => {
    for (const { id } of contracts) {
      const [name] = id.split(':');
      const resourceId = identities.resourceId(tolvan, id, ['x']);
      expect(identities.resourceOfId(resourceId)?.contractName).toBe(name);
      expect(identities.resourceId(tolvan, `${name}:99`, ['x'])).toBe(resourceId);
    }
  });

  it('an id for one thing is none for another', () => {
    expect(identities.patientOfPatientId(identities.resourceId(tolvan, 'GetDiagnosis:2', ['x']))).toBeUndefined();
    expect(identities.resourceOfId(identities.patientId(tolvan))).toBeUndefined();
  });

  it('nothing else opens', () => {
    const id = identities.patientId(tolvan);
    const changed = `${id.slice(0, -2)}${id.endsWith('AA') ? 'BB' : 'AA'}`;
    for (const bad of [changed, '', 'x', id.slice(4), '191212121212', '../../etc', 'A'.repeat(64)]) {
      expect(identities.patientOfPatientId(bad)).toBeUndefined();
    }
  });

  it('kinds of identity that no overview is asked for have no id', () => {
    expect(() => identities.patientId({ id: '20100101014R', type: '1.2.752.269.1.1' })).toThrow(
      expect.objectContaining({ code: 'PATIENT_ID_INVALID' }),
    );
  });
});
