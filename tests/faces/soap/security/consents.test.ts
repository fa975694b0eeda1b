import { describe, expect, it } from 'vitest';
import type { Consent, ConsentState, RelationState } from '../../../../src/access/index.ts';
import { createConsentCheck } from '../../../../src/faces/soap/security/consent-check.ts';
import { createRelations } from '../../../../src/faces/soap/security/relations.ts';
import { accessingActor, call, known, number, patientId, standIns } from './stand-ins.ts';

const consent = (state: ConsentState, opened = false): Consent => ({
  state,
  opened,
  assertionId: undefined,
  until: undefined,
});

describe('CheckConsent', () => {
  it.each([
    ['given', false, 'Consent', 'OK'],
    ['emergency', true, 'Emergency', 'OK'],
    // Step 1 names care providers and opens nothing.
    ['emergency', false, undefined, 'OK'],
    ['refused', false, undefined, 'OK'],
    ['none', false, undefined, 'OK'],
    ['incapable', true, undefined, 'INFO'],
    ['child', false, undefined, 'INFO'],
  ] as const)('%s (opened: %s) is %s', async (state, opened, assertionType, code) => {
    const { parts } = standIns({ facts: { consent: async () => known(consent(state, opened)) } });
    const { checkResult } = await createConsentCheck(parts).current(call, { accessingActor, patientId });
    expect(checkResult).toMatchObject({ hasConsent: assertionType !== undefined, result: { resultCode: code } });
    expect(checkResult.assertionType).toBe(assertionType);
  });

  it('that cannot be had is no consent, and says so', async () => {
    const { checkResult } = await createConsentCheck(standIns().parts).current(call, { accessingActor, patientId });
    expect(checkResult).toMatchObject({ hasConsent: false, result: { resultCode: 'ERROR' } });
  });
});

describe('a relation', () => {
  const engagement = {
    performer: accessingActor.employeeId,
    subjectOfCareId: number,
    careUnitHsaIdentity: accessingActor.careUnitId,
    careGiverHsaIdentity: accessingActor.careProviderId,
  };
  const AccessingActor = { EmployeeId: 'SE1-DEMO', CareProviderId: call.careProvider, CareUnitId: 'SE1-DEMOUNIT' };

  it.each([
    ['current', true],
    ['ended', false],
    ['none', false],
  ] as const)('%s counts: %s', async (state: RelationState, has) => {
    const relation = async () => known({ state, id: undefined, until: undefined });
    const relations = createRelations(standIns({ facts: { relation } }).parts);
    const { CheckResultType } = await relations.check(call, { AccessingActor, PatientId: number });
    expect(CheckResultType.HasPatientrelation).toBe(has);
    expect(await relations.engagement(call, engagement)).toEqual({ HasCareEngagement: has });
  });

  it('that cannot be checked is none, or a fault where there is no place to say so', async () => {
    const relations = createRelations(standIns().parts);
    const { CheckResultType } = await relations.check(call, { AccessingActor, PatientId: number });
    expect(CheckResultType).toMatchObject({ Result: { ResultCode: 'ERROR' }, HasPatientrelation: false });
    await expect(relations.engagement(call, engagement)).rejects.toMatchObject({
      code: 'SECURITY_SERVICE_UNAVAILABLE',
    });
    const wrong = { ...engagement, subjectOfCareId: '191212121213' };
    await expect(relations.engagement(call, wrong)).rejects.toMatchObject({ code: 'MESSAGE_INVALID' });
  });
});
