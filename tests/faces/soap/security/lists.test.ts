import { describe, expect, it } from 'vitest';
import type { Assertion } from '../../../../src/access/consents/assertion.ts';
import { createBlockLists } from '../../../../src/faces/soap/security/block-lists.ts';
import { createConsentCheck } from '../../../../src/faces/soap/security/consent-check.ts';
import { createConsentLists } from '../../../../src/faces/soap/security/consent-lists.ts';
import { createRelations } from '../../../../src/faces/soap/security/relations.ts';
import {
  action,
  sampleAssertion,
  sampleBlock,
  sampleEmergency,
  sampleRevoke,
} from '../../../access/sample-registrations.ts';
import { accessingActor, call, known, number, own, patientId, standIns } from './stand-ins.ts';

const minute = 60_000;
const all = { careProviderId: own, patientId, getCancelledFlag: true };

describe('what is kept elsewhere', () => {
  const { parts } = standIns();
  const elsewhere = { ...parts, keeps: () => false };

  it('is not listed here, where most of it would be missing', async () => {
    const blocks = createBlockLists(elsewhere);
    const consents = createConsentLists(elsewhere);
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

describe('a list that is to be gone on with', () => {
  /** The lists, of a registry in which something is written down while it is asked. */
  function whileWriting() {
    let asked = 0;
    const slowly = async () => {
      asked = Date.now();
      return [];
    };
    const { parts } = standIns({ registrations: { blocks: slowly, assertionsSince: slowly } });
    return { blocks: createBlockLists(parts), consents: createConsentLists(parts), asked: () => asked };
  }

  it('goes on from before it was made, so that what was being written down then is told of next time', async () => {
    const { blocks, consents, asked } = whileWriting();
    const current = (await blocks.current(call, { patientId })).blockHeader.nextCreatedOnOrAfter;
    expect(Date.parse(current)).toBeLessThanOrEqual(asked() - minute);
    const older = await blocks.older(call, { PatientId: number, CareProviderId: own });
    expect(Date.parse(older.BlockHeaderType.NextCreatedOnOrAfter)).toBeLessThanOrEqual(asked() - minute);
    const { getAllAssertionsResult } = await consents.ofCareProvider(call, all);
    expect(Date.parse(getAllAssertionsResult.moreOnOrAfter)).toBeLessThanOrEqual(asked() - minute);
  });

  it('goes on from what was touched last where there is more than an answer holds', async () => {
    const [recordedAt, opened] = ['2026-05-01T08:00:00.000Z', '2026-05-02T08:00:00.000Z'];
    const assertionsSince = async (_careProvider: string, _since: Date, limit: number) =>
      Array.from({ length: limit }, (_, nr) => ({
        ...sampleEmergency({ careProvider: own }),
        ...{ start: recordedAt, recordedAt, cancelled: undefined, deleted: undefined },
        opened: nr === limit - 1 ? { action, recordedAt: opened } : undefined,
      }));
    const full = createConsentLists(standIns({ registrations: { assertionsSince } }).parts);
    expect((await full.ofCareProvider(call, all)).getAllAssertionsResult).toMatchObject({
      hasMore: true,
      moreOnOrAfter: opened,
    });
    const oneLess = async (...[provider, since, limit]: Parameters<typeof assertionsSince>) =>
      assertionsSince(provider, since, limit - 1);
    const whole = createConsentLists(standIns({ registrations: { assertionsSince: oneLess } }).parts);
    const { hasMore, moreOnOrAfter } = (await whole.ofCareProvider(call, all)).getAllAssertionsResult;
    expect([hasMore, moreOnOrAfter > opened]).toEqual([false, true]);
  });

  it('goes on from the beginning where nothing was told', async () => {
    const { parts } = standIns();
    const elsewhere = { ...parts, keeps: () => false };
    const beginning = new Date(0).toISOString();
    expect((await createBlockLists(elsewhere).current(call, { patientId })).blockHeader).toMatchObject({
      nextCreatedOnOrAfter: beginning,
    });
    expect((await createConsentLists(elsewhere).ofCareProvider(call, all)).getAllAssertionsResult).toMatchObject({
      moreOnOrAfter: beginning,
    });
  });

  it('tells when a lift was taken back: who has a copy of it would open what is blocked', async () => {
    const recordedAt = '2026-05-02T08:00:00.000Z';
    const block = {
      ...sampleBlock({ careProvider: own }),
      recordedAt: '2026-05-01T08:00:00.000Z',
      cancelled: undefined,
    };
    const revoke = { ...sampleRevoke(new Date(), block.id), recordedAt, cancelled: { action, recordedAt } };
    const { parts } = standIns({ registrations: { blocks: async () => [{ ...block, revokes: [revoke] }] } });
    const { blockHeader } = await createBlockLists(parts).current(call, { patientId });
    expect(blockHeader).toMatchObject({ latestCancellation: recordedAt, blocks: [{ temporaryRevokes: [] }] });
  });
});

describe('a no, for which the contracts have no word', () => {
  const at = (day: number) => `2026-05-0${day}T08:00:00.000Z`;
  const said = (day: number, kind: 'given' | 'refused', employee: string | undefined) => ({
    ...sampleAssertion({ careProvider: own, kind, employee }),
    ...{ start: at(day), recordedAt: at(day), opened: undefined, cancelled: undefined, deleted: undefined },
  });
  const ids = (some: readonly { readonly assertionId: string }[] = []) => some.map(({ assertionId }) => assertionId);
  async function told(assertions: readonly Assertion[], touched = assertions) {
    const registrations = { assertions: async () => assertions, assertionsSince: async () => touched };
    const lists = createConsentLists(standIns({ registrations }).parts);
    const { getAllAssertionsResult } = await lists.ofCareProvider(call, all);
    const { pdlAssertions = [] } = (await lists.extended(call, all)).getExtendedConsentsResult;
    return {
      patient: ids((await lists.ofPatient(call, all)).getConsentsResult.pdlAssertions),
      extended: pdlAssertions.map(({ pDLAssertion, cancellationInfo }) => [
        pDLAssertion.assertionId,
        !!cancellationInfo,
      ]),
      provider: ids(getAllAssertionsResult.assertions),
      cancelled: getAllAssertionsResult.cancelledAssertions,
    };
  }

  it('ends the yes before it, in every list, also where that was touched long ago', async () => {
    const [yes, no] = [said(1, 'given', undefined), said(2, 'refused', undefined)];
    for (const touched of [[yes, no], [no]])
      expect(await told([yes, no], touched)).toEqual({
        patient: [],
        extended: [[yes.id, true]],
        provider: [],
        cancelled: [{ assertionId: yes.id, cancellationDate: no.recordedAt }],
      });
  });

  it('ends neither a yes after it, nor one for somebody else, and none once it is taken back', async () => {
    const no = said(2, 'refused', 'SE1-DEMOA');
    const listed = { cancelled: [] };
    const elsewhere = { ...said(1, 'given', undefined), careUnit: 'SE1-DEMOOTHERUNIT' };
    for (const yes of [said(3, 'given', undefined), said(1, 'given', 'SE1-DEMOB'), elsewhere])
      expect(await told([yes, no])).toMatchObject({ ...listed, patient: [yes.id], provider: [yes.id] });
    const yes = said(1, 'given', undefined);
    const takenBack = { ...no, cancelled: { action, recordedAt: at(3) } };
    expect(await told([yes, takenBack], [takenBack])).toMatchObject({
      ...listed,
      patient: [yes.id],
      provider: [yes.id],
    });
  });

  it('ends a yes for the whole unit though it is said to one person: the list could not say for whom', async () => {
    const [yes, no] = [said(1, 'given', undefined), said(2, 'refused', 'SE1-DEMOA')];
    expect(await told([yes, no])).toMatchObject({ patient: [], provider: [] });
  });
});

it('an emergency is listed once it is opened: one that is merely declared opens nothing', async () => {
  const recordedAt = new Date().toISOString();
  const kept = { start: recordedAt, recordedAt, opened: undefined, cancelled: undefined, deleted: undefined };
  const emergencyOf = (facts: object) => ({ ...sampleEmergency({ careProvider: own }), ...kept, ...facts });
  const declared = emergencyOf({});
  const opened = emergencyOf({ opened: { action, recordedAt } });
  const bySystem = emergencyOf({ emergency: { reasonCode: 'told-by-system', text: '', opened: true } });
  const assertions = async () => [declared, opened, bySystem];
  const { parts } = standIns({ registrations: { assertions, assertionsSince: assertions } });
  const lists = createConsentLists(parts);
  const both = [opened.id, bySystem.id];
  const ids = (some: readonly { readonly assertionId: string }[] = []) => some.map(({ assertionId }) => assertionId);
  expect(ids((await lists.ofPatient(call, all)).getConsentsResult.pdlAssertions)).toEqual(both);
  const { pdlAssertions = [] } = (await lists.extended(call, all)).getExtendedConsentsResult;
  expect(ids(pdlAssertions.map(({ pDLAssertion }) => pDLAssertion))).toEqual(both);
  expect(ids((await lists.ofCareProvider(call, all)).getAllAssertionsResult.assertions)).toEqual(both);
});

describe('while the person register does not answer', () => {
  const { parts } = standIns({
    complete: false,
    registrations: { blocks: async () => [], assertions: async () => [] },
    facts: {
      consent: async () => known({ state: 'given', assertionId: undefined, until: undefined, opened: false }),
      relation: async () => known({ state: 'current', id: undefined, until: undefined }),
    },
  });
  const olderActor = { EmployeeId: 'SE1-DEMODOCTOR', CareProviderId: own, CareUnitId: 'SE1-DEMOUNIT' };

  it('every answer says that other identities may have more', async () => {
    const blocks = createBlockLists(parts);
    const consents = createConsentLists(parts);
    const check = createConsentCheck(parts);
    const older = { AccessingActor: olderActor, PatientId: number };
    expect([
      (await blocks.current(call, { patientId })).blockHeader.result.resultCode,
      (await consents.ofPatient(call, all)).getConsentsResult.result.resultCode,
      (await consents.extended(call, all)).getExtendedConsentsResult.result.resultCode,
      (await check.current(call, { accessingActor, patientId })).checkResult.result.resultCode,
      (await check.older(call, older)).CheckResultType.Result.ResultCode,
      (await createRelations(parts).check(call, older)).CheckResultType.Result.ResultCode,
    ]).toEqual(['INFO', 'INFO', 'INFO', 'INFO', 'INFO', 'INFO']);
  });

  it('a relation that is known is one, also where there is no place to say so', async () => {
    const { employeeId: performer, careUnitId, careProviderId } = accessingActor;
    const question = {
      performer,
      subjectOfCareId: number,
      careUnitHsaIdentity: careUnitId,
      careGiverHsaIdentity: careProviderId,
    };
    expect(await createRelations(parts).engagement(call, question)).toEqual({ HasCareEngagement: true });
  });
});
