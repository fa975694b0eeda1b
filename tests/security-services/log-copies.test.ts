import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AccessLog, type AuditEntry, createAccessLog } from '../../src/audit/index.ts';
import { storeLog1 } from '../../src/contracts/security/log-1.ts';
import { storeLog2 } from '../../src/contracts/security/log-2.ts';
import { followLog, logCopyDestinations } from '../../src/security-services/index.ts';
import { sampleEntry, sampleRefusal } from '../audit/sample-entry.ts';
import { eventually } from '../bus/fixtures.ts';
import { embeddedGround, type Ground, type Process } from '../deliveries/fixtures.ts';
import { demoConfig } from '../support/config.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { logConfig } from '../support/log-config.ts';
import { answer, type ScriptedService, startScriptedService } from './scripted-service.ts';

const [reading, disclosing] = ['SE2321000230-DEMOVG', 'SE2321000222-DEMOVG'];
const taken = answer(storeLog2, { result: { resultCode: 'OK' } });
const invalid = answer(storeLog2, { result: { resultCode: 'VALIDATION_ERROR', resultText: '191212121212' } });

describe('copies of the access log', () => {
  let scripted: ScriptedService;
  let ground: Ground;
  let log: AccessLog;
  let keys: Awaited<ReturnType<typeof temporaryDataDir>>;
  let stop: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    [scripted, ground, keys] = await Promise.all([startScriptedService(), embeddedGround(), temporaryDataDir()]);
    log = await createAccessLog({ store: ground.store, config: logConfig(keys.path) });
  });
  afterEach(async () => {
    await stop?.();
    await ground.closeAll();
    await ground.store.db.deleteFrom('bridge.delivery').execute();
  });
  afterAll(async () => {
    await log.close();
    await ground.stop();
    await keys.remove();
    await scripted.close();
  });

  interface Circumstances {
    log?: 1 | 2;
    of?: string[];
    timeoutMs?: number;
  }

  /** A process that copies, and what it tells. */
  async function copying({ log = 2, of = [reading], timeoutMs = 30_000 }: Circumstances = {}) {
    const process: Process = await ground.open();
    const { events, outbox } = process;
    const told: string[] = [];
    events.on('log:copy:sent', ({ count }) => told.push(`sent ${count}`));
    events.on('log:copy:failed', ({ count, reason }) => told.push(`failed ${count}: ${reason}`));
    const config = demoConfig((bendable) => {
      bendable.outgoing = { certificate: '', key: '', ca: '' };
      bendable.access.services = [{ ...scripted.config, log, timeoutMs }];
      bendable.access.providers = of.map((careProvider) => ({ careProvider, log: 'regional' }));
    });
    await process.send(logCopyDestinations(config, events));
    const following = await followLog(config, { store: ground.store, outbox, events });
    stop = following?.stop;
    return { told, desk: process.desk };
  }

  /** Nothing more of the log is to be copied. */
  async function copied(): Promise<void> {
    const next = () => ground.store.db.selectFrom('bridge.log_copy').select('next').executeTakeFirst();
    const size = async () => Number((await ground.store.pool.query('SELECT size FROM bridge.audit_tree')).rows[0].size);
    await eventually(async () => (await next())?.next).toBe(await size());
  }

  it('go to the care provider that read, and to the one whose information was shown, once', async () => {
    for (const of of [[reading], [disclosing], [reading, disclosing]]) {
      scripted.behave(taken);
      const entry: AuditEntry = sampleEntry();
      const { told } = await copying({ of });
      await log.append(entry);
      await eventually(() => told).toEqual(['sent 1']);
      expect(scripted.asked).toHaveLength(1);
      for (const part of [entry.id, 'Läsa', 'Vård och behandling', '191212121212', 'SE2321000222-DEMOVE7', 'diagnoser'])
        expect(scripted.asked[0]).toContain(part);
      await stop?.();
      await ground.closeAll();
    }
  });

  it('leave out what a log service has no place for, and what is of nobody who wants copies', async () => {
    scripted.behave(taken);
    const { desk } = await copying();
    const elsewhere = { careProvider: 'SE2321000206-DEMOVG', careUnit: 'SE2321000206-DEMOVE1' };
    await log.append([sampleRefusal(), sampleEntry({ kind: 'closing' }), sampleEntry({ contract: 'StoreLog:2' })]);
    await log.append(sampleEntry({ reader: elsewhere, units: [] }));
    await copied();
    expect(await desk.count({})).toBe(0);
  });

  it('keep the older contract', async () => {
    scripted.behave(answer(storeLog1, { ResultType: { ResultCode: 'OK', ResultText: '' } }));
    const { told } = await copying({ log: 1 });
    await log.append(sampleEntry());
    await eventually(() => told).toEqual(['sent 1']);
    expect(scripted.asked[0]).toContain('StoreLogRequest');
  });

  it('are copied from where the last process came to, at most 500 in one call', async () => {
    scripted.behave(taken);
    await copying();
    await stop?.();
    await ground.closeAll();
    await log.append(Array.from({ length: 600 }, () => sampleEntry()));
    const { told } = await copying();
    await eventually(() => told).toEqual(['sent 500', 'sent 100']);
    const ids = scripted.asked.flatMap((message) => message.match(/logId>[0-9a-f-]{36}/g) ?? []);
    expect(new Set(ids).size).toBe(600);
  });

  it('are sent again until they are taken, and set aside when they never will be', async () => {
    scripted.behave('http-503');
    const { told, desk } = await copying();
    await log.append(sampleEntry());
    await eventually(() => told.length).toBeGreaterThan(1);
    expect(told[0]).toBe('failed 1: http-503');
    scripted.behave(taken);
    await eventually(() => told.at(-1)).toBe('sent 1');
    scripted.behave(invalid);
    await log.append(sampleEntry());
    await eventually(() => told.at(-1)).toBe('failed 1: VALIDATION_ERROR');
    await eventually(() => desk.count({ state: 'dead', reason: 'VALIDATION_ERROR' })).toBe(1);
  });

  it('count as taken when the service refuses them after an attempt that it may have received', async () => {
    scripted.behave('hang');
    const { told } = await copying({ timeoutMs: 100 });
    await log.append(sampleEntry());
    await eventually(() => told[0]).toBe('failed 1: timed-out');
    scripted.behave(invalid);
    await eventually(() => told.at(-1)).toBe('sent 1');
  });
});
