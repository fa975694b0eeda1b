import { describe, expect, it } from 'vitest';
import { createBlockLists } from '../../../../src/faces/soap/security/block-lists.ts';
import { createConsentLists } from '../../../../src/faces/soap/security/consent-lists.ts';
import { call, number, own, patientId, standIns } from './stand-ins.ts';

describe('what is kept elsewhere', () => {
  const { parts } = standIns();
  const elsewhere = { ...parts, keeps: () => false };

  it('is not listed here, where most of it would be missing', async () => {
    const blocks = createBlockLists(elsewhere);
    const consents = createConsentLists(elsewhere);
    const all = { careProviderId: own, patientId, getCancelledFlag: true };
    expect([
      (await blocks.current(call, { patientId })).blockHeader.result.resultCode,
      (await blocks.older(call, { PatientId: number, CareProviderId: own })).BlockHeaderType.Result.ResultCode,
      (await consents.ofPatient(call, all)).getConsentsResult.result.resultCode,
      (await consents.extended(call, all)).getExtendedConsentsResult.result.resultCode,
      (await consents.ofCareProvider(call, all)).getAllAssertionsResult.result.resultCode,
    ]).toEqual(['ERROR', 'ERROR', 'ERROR', 'ERROR', 'ERROR']);
  });

  it('blocks of all patients are not given in one answer', async () => {
    const { blockHeader } = await createBlockLists(parts).current(call, { careProviderIds: [own] });
    expect(blockHeader.result.resultCode).toBe('VALIDATIONERROR');
  });
});
