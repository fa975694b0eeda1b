import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractPath, type ServiceContract } from '../../src/contracts/index.ts';
import {
  checkBlocks4,
  getBlocks4,
  registerBlock4,
  registerTemporaryRevoke4,
  unregisterBlock4,
} from '../../src/contracts/security/blocking-4.ts';
import { checkBlocks3, getBlocksForPatient2 } from '../../src/contracts/security/blocking-older.ts';
import { assertCareEngagement1 } from '../../src/contracts/security/care-engagement-1.ts';
import { checkConsent1, registerExtendedConsent1 } from '../../src/contracts/security/consent-1.ts';
import {
  cancelExtendedConsent2,
  checkConsent2,
  getConsentsForCareProvider2,
  getConsentsForPatient2,
  getExtendedConsentsForPatient2,
  registerExtendedConsent2,
} from '../../src/contracts/security/consent-2.ts';
import { getAccessLogsForPatient1, storeLog1 } from '../../src/contracts/security/log-1.ts';
import { storeLog2 } from '../../src/contracts/security/log-2.ts';
import { checkPatientRelation1, registerExtendedPatientRelation1 } from '../../src/contracts/security/relation-1.ts';
import { type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { askSecurity, callSecurity } from '../support/security-calls.ts';

const [own, other] = ['SE2321000230-DEMOVG', 'SE2321000222-DEMOVG'];
const [mine, theirs] = ['ehr-norrbotten', 'ehr-vasterbotten'];
const unit = 'SE2321000230-DEMOVE1';
const doctor = 'SE2321000230-DEMOLAK';
const number = '191212121212';
const patientId = { root: '1.2.752.129.2.1.3.1', extension: number };
const hour = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * hour).toISOString();

const action = () => {
  const by = { employeeId: doctor };
  return { requestDate: inHours(0), requestedBy: by, registrationDate: inHours(0), registeredBy: by };
};
const olderAction = () => {
  const by = { EmployeeId: doctor };
  return { RequestDate: inHours(0), RequestedBy: by, RegistrationDate: inHours(0), RegisteredBy: by };
};
const actor = { employeeId: doctor, careProviderId: own, careUnitId: unit };
const olderActor = { EmployeeId: doctor, CareProviderId: own, CareUnitId: unit };

let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge({
    change: (config) => {
      // Citizen services, with hardly any permissions.
      const third = config.callers.find(({ careProvider }: { careProvider: string }) => careProvider.includes('0206'));
      third.gate = 'patient';
      third.permissions = [
        { contract: 'CheckConsent:2', address: 'SE2321000206-DEMOVG' },
        { contract: 'CheckConsent:1', address: 'SE2321000230-DEMOBRIDGE' },
        { contract: 'GetAccessLogsForPatient:1', address: 'SE2321000230-DEMOBRIDGE' },
      ];
      config.access.providers = [{ careProvider: 'SE2321000206-DEMOVG', blocks: 'elsewhere' }];
      config.access.addresses = ['SE1-DEMONATIONAL'];
      config.access.services = [{ name: 'elsewhere', url: 'https://localhost:1' }];
    },
  });
});
afterAll(() => running?.close());

const latest = async (actionName: string) => (await running.log()).find((entry) => entry.action === actionName);

describe('consent', () => {
  const assertionId = randomUUID();

  it('is registered, asked for in both versions, listed and cancelled; each is on the log', async () => {
    const ask = async () =>
      (await askSecurity(running, mine, checkConsent2, { accessingActor: actor, patientId })).checkResult;
    expect(await ask()).toEqual({ result: { resultCode: 'OK' }, hasConsent: false });
    const registered = await askSecurity(running, mine, registerExtendedConsent2, {
      assertionId,
      assertionType: 'Consent',
      scope: 'NationalLevel',
      patientId,
      careProviderId: own,
      careUnitId: unit,
      registrationAction: action(),
    });
    expect(registered).toEqual({ result: { resultCode: 'OK' } });
    expect(await latest('consent:register')).toMatchObject({
      face: 'soap',
      activity: 'Skriva',
      contract: 'RegisterExtendedConsent:2',
      patient: { id: number },
      reader: { careProvider: own },
    });
    expect(await ask()).toEqual({ result: { resultCode: 'OK' }, hasConsent: true, assertionType: 'Consent' });
    expect(await latest('consent:check')).toMatchObject({ actor: { hsaId: doctor, issuer: 'SE2321000230-DEMOEHR' } });
    const older = await askSecurity(running, mine, checkConsent1, { AccessingActor: olderActor, PatientId: number });
    expect(older.CheckResultType).toEqual({
      Result: { ResultCode: 'OK', ResultText: '' },
      HasConsent: true,
      AssertionType: 'Consent',
    });
    const listed = await askSecurity(running, mine, getConsentsForPatient2, { careProviderId: own, patientId });
    expect(listed.getConsentsResult.pdlAssertions).toMatchObject([{ assertionId, careUnitId: unit, patientId }]);

    const cancel = () =>
      askSecurity(running, mine, cancelExtendedConsent2, { assertionId, cancellationAction: action() });
    expect((await cancel()).result.resultCode).toBe('OK');
    expect((await cancel()).result.resultCode).toBe('INVALIDSTATE');
    expect(await ask()).toMatchObject({ hasConsent: false });
    const all = (getCancelledFlag: boolean) =>
      askSecurity(running, mine, getExtendedConsentsForPatient2, { careProviderId: own, patientId, getCancelledFlag });
    expect((await all(false)).getExtendedConsentsResult.pdlAssertions ?? []).toEqual([]);
    expect((await all(true)).getExtendedConsentsResult.pdlAssertions).toMatchObject([
      { pDLAssertion: { assertionId }, cancellationInfo: { requestedBy: { employeeId: doctor } } },
    ]);
    const { getAllAssertionsResult: every } = await askSecurity(running, mine, getConsentsForCareProvider2, {
      careProviderId: own,
      getCancelledFlag: true,
    });
    expect(every).toMatchObject({ hasMore: false, cancelledAssertions: [{ assertionId }] });
  });

  it('an emergency told of by a system has been opened', async () => {
    const registered = await askSecurity(running, mine, registerExtendedConsent1, {
      AssertionId: randomUUID(),
      AssertionType: 'Emergency',
      Scope: 'NationalLevel',
      PatientId: number,
      CareProviderId: own,
      CareUnitId: unit,
      RegistrationAction: { ...olderAction(), ReasonText: 'Medvetslös' },
    });
    expect(registered.ResultType.ResultCode).toBe('OK');
    const { checkResult } = await askSecurity(running, mine, checkConsent2, { accessingActor: actor, patientId });
    expect(checkResult).toMatchObject({ hasConsent: true, assertionType: 'Emergency' });
  });

  it.each([
    ['another care provider', { careProviderId: other }, 'ACCESSDENIED'],
    ['an id that is none', { assertionId: 'one' }, 'VALIDATION_ERROR'],
    [
      'a number with a wrong check digit',
      { patientId: { ...patientId, extension: '191212121213' } },
      'VALIDATION_ERROR',
    ],
    ['a day that does not exist', { startDate: '2026-02-30T10:00:00' }, 'VALIDATION_ERROR'],
  ])('is not registered for %s', async (_what, change, code) => {
    const { result } = await askSecurity(running, mine, registerExtendedConsent2, {
      assertionId: randomUUID(),
      assertionType: 'Consent',
      scope: 'NationalLevel',
      patientId,
      careProviderId: own,
      careUnitId: unit,
      registrationAction: action(),
      ...change,
    });
    expect(result.resultCode).toBe(code);
    expect(result.resultText).toMatch(/^[A-ZÅÄÖ].*\. \(.*\)$/);
    expect(result.resultText).not.toContain('19121212');
  });
});

describe('relation', () => {
  it('is registered and asked for in both ways', async () => {
    const check = async () =>
      (await askSecurity(running, mine, checkPatientRelation1, { AccessingActor: olderActor, PatientId: number }))
        .CheckResultType.HasPatientrelation;
    const engaged = async () =>
      (
        await askSecurity(running, mine, assertCareEngagement1, {
          performer: doctor,
          subjectOfCareId: number,
          careUnitHsaIdentity: unit,
          careGiverHsaIdentity: own,
        })
      ).HasCareEngagement;
    expect([await check(), await engaged()]).toEqual([false, false]);
    const registered = await askSecurity(running, mine, registerExtendedPatientRelation1, {
      PatientRelationId: randomUUID(),
      PatientId: number,
      CareProviderId: own,
      CareUnitId: unit,
      EmployeeId: doctor,
      EndDate: inHours(24),
      RegistrationAction: olderAction(),
    });
    expect(registered.ResultType.ResultCode).toBe('OK');
    expect([await check(), await engaged()]).toEqual([true, true]);
  });

  it('is not registered for another care provider, by it or for it', async () => {
    const register = async (who: string, careProvider: string) =>
      (
        await askSecurity(running, who, registerExtendedPatientRelation1, {
          PatientRelationId: randomUUID(),
          PatientId: number,
          CareProviderId: careProvider,
          CareUnitId: unit,
          EmployeeId: doctor,
          EndDate: inHours(24),
          RegistrationAction: olderAction(),
        })
      ).ResultType.ResultCode;
    expect([await register(mine, other), await register(theirs, own)]).toEqual(['ACCESSDENIED', 'ACCESSDENIED']);
  });

  it('is not told to another care provider’s system', async () => {
    const { CheckResultType } = await askSecurity(running, theirs, checkPatientRelation1, {
      AccessingActor: olderActor,
      PatientId: number,
    });
    expect(CheckResultType).toMatchObject({ Result: { ResultCode: 'ACCESSDENIED' }, HasPatientrelation: false });
    expect((await running.log())[0]).toMatchObject({
      outcome: 'refused',
      code: 'CALLER_NOT_PERMITTED',
      contract: 'CheckPatientRelation:1',
      patient: { id: number },
    });
    const { body } = await callSecurity(running, theirs, assertCareEngagement1, {
      performer: doctor,
      subjectOfCareId: number,
      careUnitHsaIdentity: unit,
      careGiverHsaIdentity: own,
    });
    expect(body).toContain('<faultstring>VP007 ');
  });
});

describe('blocks', () => {
  const blockId = randomUUID();
  const span = { informationStartDate: '2026-01-01T00:00:00', informationEndDate: '2026-01-31T00:00:00' };
  const row = (rowNumber: number, change: object = {}) => ({
    ...span,
    informationCareUnitId: unit,
    informationCareProviderId: own,
    rowNumber,
    ...change,
  });
  const reader = { employeeId: 'SE2321000222-DEMOLAK', careProviderId: other, careUnitId: 'SE2321000222-DEMOVE1' };
  const check = async (rows: ReturnType<typeof row>[], accessingActor = reader) =>
    (await askSecurity(running, theirs, checkBlocks4, { accessingActor, patientId, informationEntities: rows }))
      .checkBlocksResult;

  it('hit as registered; what cannot be judged is told row by row', async () => {
    expect(await check([row(1)])).toEqual({
      result: { resultCode: 'OK' },
      checkResults: [{ status: 'OK', rowNumber: 1 }],
    });
    const register = () =>
      askSecurity(running, mine, registerBlock4, {
        blockId,
        blockType: 'Outer',
        patientId,
        ...span,
        informationCareProviderId: own,
        excludedInformationTypes: ['lak'],
      });
    expect((await register()).result.resultCode).toBe('OK');
    expect((await register()).result.resultCode).toBe('ALREADYEXISTS');
    const { result, checkResults } = await check([
      row(7),
      row(8, { informationType: 'lak' }),
      row(9, { informationType: 'xyz' }),
      row(10, { informationStartDate: '2026-02-01T00:00:00', informationEndDate: '2026-02-02T00:00:00' }),
      row(11, { informationStartDate: '2026-02-30T00:00:00' }),
      row(12, { informationCareProviderId: 'SE2321000206-DEMOVG' }),
      row(13, { informationCareUnitId: ' ' }),
    ]);
    expect(result.resultCode).toBe('INFO');
    expect(checkResults?.map(({ status, rowNumber }) => [rowNumber, status])).toEqual([
      [7, 'BLOCKED'],
      [8, 'OK'],
      [9, 'BLOCKED'],
      [10, 'OK'],
      [11, 'VALIDATIONERROR'],
      [12, 'VALIDATIONERROR'],
      [13, 'VALIDATIONERROR'],
    ]);
    expect(await latest('block:check')).toMatchObject({
      reader: { careProvider: other },
      details: { rows: 7, blocked: 2 },
    });
  });

  it('are judged for 5,000 rows at once, and no more', async () => {
    const many = (count: number) => check(Array.from({ length: count }, (_, nr) => row(nr)));
    expect((await many(5_000)).checkResults?.filter(({ status }) => status === 'BLOCKED')).toHaveLength(5_000);
    expect(await many(5_001)).toMatchObject({ result: { resultCode: 'VALIDATIONERROR' } });
  });

  it('are told the same in the older version, and listed with what is excluded', async () => {
    const older = await askSecurity(running, theirs, checkBlocks3, {
      AccessingActor: { EmployeeId: reader.employeeId, CareProviderId: other, CareUnitId: reader.careUnitId },
      PatientId: number,
      InformationEntities: [
        {
          InformationStartDate: span.informationStartDate,
          InformationEndDate: span.informationEndDate,
          InformationCareUnitId: unit,
          InformationCareProviderId: own,
          RowNumber: -1,
        },
      ],
    });
    expect(older.CheckBlocksResultType).toMatchObject({
      Result: { ResultCode: 'OK' },
      CheckResults: [{ Status: 'BLOCKED', RowNumber: -1 }],
    });
    const { blockHeader } = await askSecurity(running, mine, getBlocks4, { patientId });
    expect(blockHeader.blocks).toMatchObject([
      { blockId, blockType: 'Outer', patientId, excludedInformationTypes: [{ infoTypeId: 'lak' }] },
    ]);
    const { BlockHeaderType } = await askSecurity(running, mine, getBlocksForPatient2, {
      PatientId: number,
      CareProviderId: own,
    });
    expect(BlockHeaderType.Blocks).toMatchObject([{ BlockId: blockId, PatientId: number }]);
    const foreign = await askSecurity(running, theirs, getBlocksForPatient2, {
      PatientId: number,
      CareProviderId: own,
    });
    expect(foreign.BlockHeaderType.Result.ResultCode).toBe('ACCESSDENIED');
  });

  it('are lifted for good by their own care provider alone', async () => {
    const lift = (who: string) => askSecurity(running, who, unregisterBlock4, { blockId });
    expect((await lift(theirs)).result.resultCode).toBe('ACCESSDENIED');
    expect((await lift(mine)).result.resultCode).toBe('OK');
    expect((await check([row(1)])).checkResults).toEqual([{ status: 'OK', rowNumber: 1 }]);
  });

  it('are lifted for a while for a unit', async () => {
    const inner = randomUUID();
    await askSecurity(running, mine, registerBlock4, {
      blockId: inner,
      blockType: 'Inner',
      patientId,
      informationCareUnitId: unit,
      informationCareProviderId: own,
    });
    const colleague = { ...actor, careUnitId: 'SE2321000230-DEMOVE2' };
    expect((await check([row(1)], colleague)).checkResults).toMatchObject([{ status: 'BLOCKED' }]);
    const lift = (who: string) =>
      askSecurity(running, who, registerTemporaryRevoke4, {
        temporaryRevokeRegistration: {
          temporaryRevokeId: randomUUID(),
          blockId: inner,
          endDate: inHours(4),
          revokedForCareUnitId: colleague.careUnitId,
        },
      });
    expect((await lift(theirs)).result.resultCode).toBe('ACCESSDENIED');
    expect((await check([row(1)], colleague)).checkResults).toMatchObject([{ status: 'BLOCKED' }]);
    expect((await lift(mine)).result).toEqual({ resultCode: 'OK' });
    expect((await check([row(1)], colleague)).checkResults).toMatchObject([{ status: 'OK' }]);
    await askSecurity(running, mine, unregisterBlock4, { blockId: inner });
  });

  it.each([
    ['an unknown type to exclude', { excludedInformationTypes: ['dia'] }],
    ['an inner block without unit', { blockType: 'Inner' as const }],
  ])('are not registered with %s', async (_what, change) => {
    const { result } = await askSecurity(running, mine, registerBlock4, {
      blockId: randomUUID(),
      blockType: 'Outer',
      patientId,
      informationCareProviderId: own,
      ...change,
    });
    expect(result.resultCode).toBe('VALIDATIONERROR');
  });
});

describe('the log', () => {
  const record = (change: object = {}) => ({
    logId: randomUUID(),
    system: { systemId: 'SE2321000230-DEMOEHR', systemName: 'Journalsystemet' },
    activity: { activityType: 'Läsa', startDate: '2026-03-01T08:30:00', purpose: 'Vård och behandling' },
    user: {
      userId: doctor,
      name: 'Lena Läkare',
      careProvider: { careProviderId: own },
      careUnit: { careUnitId: unit },
    },
    resources: {
      resource: [
        { resourceType: 'Diagnoser', patient: { patientId }, careProvider: { careProviderId: own } },
        {
          resourceType: 'Anteckningar',
          patient: { patientId: { ...patientId, extension: '201212121212' } },
          careProvider: { careProviderId: other },
        },
      ],
    },
    ...change,
  });
  const store = async (...log: ReturnType<typeof record>[]) =>
    (await askSecurity(running, mine, storeLog2, { log })).result.resultCode;
  const stored = async () => (await running.log()).filter(({ action: done }) => done === 'store-log');

  it('keeps what other systems tell, once, with the time it happened', async () => {
    const one = record();
    expect(await store(one)).toBe('OK');
    const entries = await stored();
    expect(entries.map(({ patient }) => patient?.id).sort()).toEqual([number, '201212121212']);
    expect(entries.find(({ patient }) => patient?.id === number)).toMatchObject({
      id: one.logId,
      contract: 'StoreLog:2',
      at: '2026-03-01T07:30:00.000Z',
      activity: 'Läsa',
      actor: { hsaId: doctor, name: 'Lena Läkare', issuer: 'SE2321000230-DEMOEHR' },
      reader: { careProvider: own, careUnit: unit },
      purpose: 'Vård och behandling',
      details: { logId: one.logId, resourceTypes: ['Diagnoser'] },
    });
    expect(await store(record(), one)).toBe('VALIDATION_ERROR');
    expect(await stored()).toHaveLength(2);
  });

  it.each([
    ['an activity that is none', { activity: { ...record().activity, activityType: 'läsa' } }],
    ['a purpose that is none', { activity: { ...record().activity, purpose: 'Nyfikenhet' } }],
    ['a time to come', { activity: { ...record().activity, startDate: inHours(2) } }],
    ['an id that is none', { logId: '1' }],
  ])('stores nothing of a call with %s', async (_what, change) => {
    const before = (await stored()).length;
    expect(await store(record(), record(change))).toBe('VALIDATION_ERROR');
    expect(await stored()).toHaveLength(before);
  });

  it('takes nothing of another care provider’s staff', async () => {
    const user = { ...record().user, careProvider: { careProviderId: other } };
    expect(await store(record({ user }))).toBe('ACCESSDENIED');
  });

  it('takes 500 records in a call, and no more', async () => {
    const [resource] = record().resources.resource;
    const many = (count: number) =>
      Array.from({ length: count }, () => record({ resources: { resource: [resource] } }));
    expect(await store(...many(501))).toBe('VALIDATION_ERROR');
    expect(await store(...many(500))).toBe('OK');
  });

  it('speaks the older version', async () => {
    const { ResultType } = await askSecurity(running, mine, storeLog1, {
      Log: [
        {
          LogId: randomUUID(),
          System: { SystemId: 'SE2321000230-DEMOEHR' },
          Activity: { ActivityType: 'Utskrift', StartDate: '2026-03-02T08:30:00', Purpose: 'Administration' },
          User: { UserId: doctor, CareProvider: { CareProviderId: own }, CareUnit: { CareUnitId: unit } },
          Resources: {
            Resource: [
              { ResourceType: 'Diagnoser', Patient: { PatientId: number }, CareProvider: { CareProviderId: own } },
            ],
          },
        },
      ],
    });
    expect(ResultType).toEqual({ ResultCode: 'OK', ResultText: '' });
  });

  it('tells a care provider who has read, in its own part alone', async () => {
    const ask = async (who: string, more: object = {}) =>
      (
        await askSecurity(running, who, getAccessLogsForPatient1, {
          PatientId: number,
          FromDate: '2026-03-02T00:00:00',
          ToDate: '2026-03-03T00:00:00',
          ...more,
        })
      ).AccessLogsResultType;
    const { Result, AccesssLogs } = await ask(mine);
    expect(Result).toEqual({ ResultCode: 'OK', ResultText: '' });
    expect(AccesssLogs?.AccessLog).toMatchObject([
      {
        CareProviderId: own,
        CareUnitId: unit,
        AccessDate: '2026-03-02T07:30:00.000Z',
        UserId: doctor,
        Purpose: 'Administration',
        ResourceType: 'Diagnoser',
      },
    ]);
    expect((await ask(theirs)).AccesssLogs?.AccessLog ?? []).toEqual([]);
    expect((await ask(mine, { QueuedReportId: 'r' })).Result.ResultCode).toBe('REPORT_NOT_FOUND');
    expect((await ask(mine, { ToDate: '2026-03-01T00:00:00' })).Result.ResultCode).toBe('VALIDATION_ERROR');
  });
});

describe('where and by whom', () => {
  const ask = { accessingActor: actor, patientId };

  it('the care provider’s own HSA-id is an address too', async () => {
    const { checkResult } = await askSecurity(running, mine, checkConsent2, ask, own.toLowerCase());
    expect(checkResult.result.resultCode).toBe('OK');
  });

  it.each([
    ['no permission', 'ehr-vasternorrland', checkBlocks4.id, 'SE2321000230-DEMOBRIDGE'],
    ['a permission for another address', 'ehr-vasternorrland', checkConsent2.id, 'SE2321000230-DEMOBRIDGE'],
  ])('who has %s is refused with VP007, and the patient is on the log', async (_what, who, id, address) => {
    const contract = id === checkBlocks4.id ? checkBlocks4 : checkConsent2;
    const entity = { informationStartDate: inHours(-2), informationEndDate: inHours(-1), informationCareUnitId: unit };
    const rows = [{ ...entity, informationCareProviderId: own, rowNumber: 1 }];
    const { body } = await callSecurity(
      running,
      who,
      contract as typeof checkBlocks4,
      { ...ask, informationEntities: rows },
      address,
    );
    expect(body).toContain('<faultstring>VP007 ');
    expect((await running.log())[0]).toMatchObject({ outcome: 'refused', patient: { id: number }, contract: id });
  });

  it('citizen services get the access log of a patient and nothing else', async () => {
    const question = { AccessingActor: olderActor, PatientId: number };
    const { body } = await callSecurity(running, 'ehr-vasternorrland', checkConsent1, question);
    expect(body).toContain('<faultstring>VP007 ');
    const period = { PatientId: number, FromDate: inHours(-1), ToDate: inHours(1) };
    const log = await askSecurity(running, 'ehr-vasternorrland', getAccessLogsForPatient1, period);
    expect(log.AccessLogsResultType.Result.ResultCode).toBe('OK');
  });

  it('what the configuration adds is an address too', async () => {
    const { checkResult } = await askSecurity(running, mine, checkConsent2, ask, 'SE1-DEMONATIONAL');
    expect(checkResult.result.resultCode).toBe('OK');
  });

  it('the national address is nobody’s here unless it is configured', async () => {
    const { body } = await callSecurity(running, mine, checkConsent2, ask, 'SE165565594230-1000');
    expect(body).toContain('<faultstring>VP004 ');
  });
});

describe('a stock SOAP client', () => {
  const requests: readonly (readonly [ServiceContract, object, string])[] = [
    [
      checkBlocks4,
      {
        accessingActor: actor,
        patientId,
        informationEntities: [
          {
            informationStartDate: '2020-01-01T00:00:00',
            informationEndDate: '2020-01-02T00:00:00',
            informationCareUnitId: unit,
            informationCareProviderId: own,
            rowNumber: 77,
          },
        ],
      },
      '"rowNumber": 77',
    ],
    [checkConsent1, { AccessingActor: olderActor, PatientId: number }, '"HasConsent": '],
    [checkConsent2, { accessingActor: actor, patientId }, '"hasConsent": '],
    [
      registerExtendedConsent2,
      {
        assertionId: randomUUID(),
        assertionType: 'Consent',
        scope: 'NationalLevel',
        patientId,
        careProviderId: own,
        careUnitId: unit,
        registrationAction: action(),
      },
      '"OK"',
    ],
    [
      registerExtendedPatientRelation1,
      {
        PatientRelationId: randomUUID(),
        PatientId: number,
        CareProviderId: own,
        CareUnitId: unit,
        EmployeeId: doctor,
        EndDate: inHours(24),
        RegistrationAction: olderAction(),
      },
      '"OK"',
    ],
    [
      storeLog2,
      {
        log: [
          {
            logId: randomUUID(),
            system: { systemId: 'SE2321000230-DEMOEHR' },
            activity: { activityType: 'Läsa', startDate: '2026-03-04T08:30:00', purpose: 'Vård och behandling' },
            user: { userId: doctor, careProvider: { careProviderId: own }, careUnit: { careUnitId: unit } },
            resources: { resource: [{ resourceType: 'Diagnoser', careProvider: { careProviderId: own } }] },
          },
        ],
      },
      '"OK"',
    ],
    [
      getAccessLogsForPatient1,
      { PatientId: number, FromDate: '2026-03-02T00:00:00', ToDate: '2026-03-03T00:00:00' },
      '"AccesssLogs": ',
    ],
  ];

  it.each(requests)('zeep calls $id', async (contract, request, expected) => {
    const python = promisify(execFile);
    const zeep = await python('/usr/bin/python3', ['-c', 'import zeep']).catch(() => undefined);
    if (!zeep && process.env.CI === 'true') throw new Error('python3-zeep is not installed.');
    if (!zeep) return;
    const { pki, url } = running;
    const { stdout } = await python('/usr/bin/python3', [
      'tests/e2e/zeep_infrastructure.py',
      ...[`${url}${contractPath(contract)}?wsdl`, pki.file('ca.crt')],
      ...[pki.file(`${mine}.crt`), pki.file(`${mine}.key`), 'SE2321000230-DEMOBRIDGE', JSON.stringify(request)],
    ]);
    expect(stdout).toContain(expected);
  });
});
