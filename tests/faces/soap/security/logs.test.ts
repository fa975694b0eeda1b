import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { StaffName } from '../../../../src/audit/extract/names.ts';
import type { AuditFilter } from '../../../../src/audit/index.ts';
import { createAccessLogs } from '../../../../src/faces/soap/security/access-logs.ts';
import { createStoredLogs } from '../../../../src/faces/soap/security/stored-logs.ts';
import { call, logInMemory, number, own, patientId, standIns } from './stand-ins.ts';

const record = (logId: string = randomUUID()) => ({
  logId,
  system: { systemId: 'SE1-DEMOSYSTEM' },
  activity: { activityType: 'Läsa', startDate: '2026-03-01T08:30:00', purpose: 'Vård och behandling' },
  user: {
    userId: 'SE1-DEMODOCTOR',
    name: 'Namn Ur Loggen',
    title: 'Titel ur loggen',
    careProvider: { careProviderId: own },
    careUnit: { careUnitId: 'SE1-DEMOUNIT' },
  },
  resources: {
    resource: [{ resourceType: 'Diagnoser', patient: { patientId }, careProvider: { careProviderId: own } }],
  },
});

function services(staff: StaffName = { kind: 'protected' }) {
  const log = logInMemory();
  const { parts } = standIns();
  const names = () => ({ place: async () => undefined, staff: async () => staff });
  return {
    log,
    stored: createStoredLogs({ ...parts, accessLog: log }),
    accessLogs: createAccessLogs({ ...parts, accessLog: log, names }),
  };
}

const question = { PatientId: number, FromDate: '2026-03-01T00:00:00', ToDate: '2026-03-02T00:00:00' };

describe('StoreLog', () => {
  it('takes one of two calls with the same id at the same time', async () => {
    const { stored, log } = services();
    const id = randomUUID();
    const both = await Promise.all([1, 2].map(() => stored.current(call, { log: [record(id)] })));
    expect(both.map(({ result }) => result.resultCode).sort()).toEqual(['OK', 'VALIDATION_ERROR']);
    expect(log.stored.size).toBe(1);
  });

  it('goes on after a call that failed', async () => {
    const { parts } = standIns();
    const log = logInMemory();
    let isAway = true;
    const append: typeof log.append = async (entries) => {
      if (isAway) throw new Error('away');
      await log.append(entries);
    };
    const stored = createStoredLogs({ ...parts, accessLog: { ...log, append } });
    const one = record();
    await expect(stored.current(call, { log: [one] })).rejects.toThrow('away');
    isAway = false;
    expect((await stored.current(call, { log: [one] })).result.resultCode).toBe('OK');
  });

  it('refuses an id that stands twice in a call, in either case', async () => {
    const { stored, log } = services();
    const id = randomUUID();
    const { result } = await stored.current(call, { log: [record(id), record(id.toUpperCase())] });
    expect(result.resultCode).toBe('VALIDATION_ERROR');
    expect(log.stored.size).toBe(0);
  });

  it('keeps long arguments whole', async () => {
    const { stored, log } = services();
    const { activity, ...rest } = record();
    const activityArgs = 'å'.repeat(8_192);
    await stored.current(call, { log: [{ ...rest, activity: { ...activity, activityArgs } }] });
    const [entry] = log.stored.values();
    const kept = entry?.details?.activityArgs as string[] | undefined;
    expect(kept?.join('')).toBe(activityArgs);
  });
});

describe('GetAccessLogsForPatient', () => {
  async function told(staff: StaffName) {
    const { stored, accessLogs } = services(staff);
    await stored.current(call, { log: [record()] });
    const { AccessLogsResultType } = await accessLogs(call, question);
    return AccessLogsResultType.AccesssLogs?.AccessLog?.[0];
  }

  it('names a reader as the directory does', async () => {
    expect(await told({ kind: 'named', name: 'Lena Läkare', title: 'Läkare' })).toMatchObject({
      UserId: 'SE1-DEMODOCTOR',
      UserName: 'Lena Läkare',
      UserTitle: 'Läkare',
    });
  });

  it('tells nothing of one with a protected identity, whatever the log says', async () => {
    const row = await told({ kind: 'protected' });
    expect(row).toMatchObject({ CareUnitId: 'SE1-DEMOUNIT', UserId: 'SE1-DEMOUNIT' });
    expect(JSON.stringify(row)).not.toMatch(/DOCTOR|Namn|Titel/);
  });

  it('names nobody that the directory does not know', async () => {
    const row = await told({ kind: 'unverified' });
    expect(row?.UserId).toBe('SE1-DEMODOCTOR');
    expect(row?.UserName).toBeUndefined();
  });

  it('holds what happened in the last second that was asked for', async () => {
    const { stored, accessLogs, log } = services();
    const list = async (filter: AuditFilter) => {
      const all = await log.list();
      const entries = all.entries.filter(({ at }) => at >= (filter.from ?? '') && at < (filter.to ?? ''));
      return { ...all, entries };
    };
    const { parts } = standIns();
    const names = () => ({ place: async () => undefined, staff: async () => ({ kind: 'protected' }) as const });
    const narrowed = createAccessLogs({ ...parts, accessLog: { ...log, list }, names });
    const { activity, ...rest } = record();
    await stored.current(call, { log: [{ ...rest, activity: { ...activity, startDate: '2026-03-01T23:59:59.700' } }] });
    const day = { ...question, ToDate: '2026-03-01T23:59:59' };
    expect((await narrowed(call, day)).AccessLogsResultType.AccesssLogs?.AccessLog).toHaveLength(1);
    expect((await accessLogs(call, day)).AccessLogsResultType.Result.ResultCode).toBe('OK');
  });

  it('may be asked for to the end of time, in years that every store reads', async () => {
    const log = logInMemory();
    const asked: (string | undefined)[] = [];
    const list = async ({ to }: AuditFilter) => {
      asked.push(to);
      return log.list();
    };
    const names = () => ({ place: async () => undefined, staff: async () => ({ kind: 'protected' }) as const });
    const accessLogs = createAccessLogs({ ...standIns().parts, accessLog: { ...log, list }, names });
    await accessLogs(call, { ...question, ToDate: '9999-12-31T23:59:59Z' });
    expect(asked).toEqual(['9999-12-31T23:59:59.000Z']);
  });

  it('is made for administration, and says so on the log', async () => {
    const { accessLogs, log } = services();
    await accessLogs(call, question);
    expect([...log.stored.values()]).toMatchObject([{ action: 'extract:make', purpose: 'Administration' }]);
  });

  it('says that more may stand under other identities while the person register does not answer', async () => {
    const { parts } = standIns({ complete: false });
    const names = () => ({ place: async () => undefined, staff: async () => ({ kind: 'protected' }) as const });
    const { AccessLogsResultType } = await createAccessLogs({ ...parts, accessLog: logInMemory(), names })(
      call,
      question,
    );
    expect(AccessLogsResultType).toMatchObject({ Result: { ResultCode: 'INFO' }, AccesssLogs: { AccessLog: [] } });
  });

  it('asks for a shorter time above 10,000 entries', async () => {
    const { accessLogs, log, stored } = services();
    await stored.current(call, { log: [record()] });
    const [entry] = log.stored.values();
    if (entry) for (let nr = 0; nr < 10_000; nr++) log.stored.set(`${nr}`, { ...entry, id: `${nr}` });
    const { AccessLogsResultType } = await accessLogs(call, question);
    expect(AccessLogsResultType.Result.ResultCode).toBe('MAX_QUERY_RESULT_EXCEEDED');
    expect(AccessLogsResultType.AccesssLogs).toBeUndefined();
  });
});
