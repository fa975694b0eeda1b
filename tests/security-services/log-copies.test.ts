import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/audit/index.ts';
import { storeLog1 } from '../../src/contracts/security/log-1.ts';
import { storeLog2 } from '../../src/contracts/security/log-2.ts';
import { createEvents } from '../../src/events.ts';
import { createLogCopies } from '../../src/security-services/index.ts';
import { sampleEntry, sampleRefusal } from '../audit/sample-entry.ts';
import { demoConfig } from '../support/config.ts';
import { answer, type ScriptedService, startScriptedService } from './scripted-service.ts';

const [reading, disclosing] = ['SE2321000230-DEMOVG', 'SE2321000222-DEMOVG'];
const taken = answer(storeLog2, { result: { resultCode: 'OK' } });

describe('copies of the access log', () => {
  let scripted: ScriptedService;
  beforeAll(async () => {
    scripted = await startScriptedService();
  });
  afterAll(() => scripted.close());

  /** What the service was sent, and what was told of it. */
  async function copied(
    entries: readonly AuditEntry[],
    { log = 2, of = [reading], timeoutMs = 30_000 }: { log?: 1 | 2; of?: string[]; timeoutMs?: number } = {},
  ) {
    const events = createEvents();
    const told: string[] = [];
    events.on('log:copy:sent', ({ count }) => told.push(`sent ${count}`));
    events.on('log:copy:failed', ({ count, reason }) => told.push(`failed ${count}: ${reason}`));
    const config = demoConfig((bendable) => {
      bendable.outgoing = { certificate: '', key: '', ca: '' };
      bendable.access.services = [{ ...scripted.config, log, timeoutMs }];
      bendable.access.providers = of.map((careProvider) => ({ careProvider, log: 'regional' }));
    });
    const copies = createLogCopies(config, events);
    copies.copy(entries);
    await copies.close();
    return { told, asked: [...scripted.asked] };
  }

  it('go to the care provider that read, and to the one whose information was shown, once', async () => {
    for (const of of [[reading], [disclosing], [reading, disclosing]]) {
      scripted.behave(taken);
      const entry = sampleEntry();
      const { told, asked } = await copied([entry], { of });
      expect(told).toEqual(['sent 1']);
      expect(asked).toHaveLength(1);
      for (const part of [entry.id, 'Läsa', 'Vård och behandling', '191212121212', 'SE2321000222-DEMOVE7', 'diagnoser'])
        expect(asked[0]).toContain(part);
    }
  });

  it('go to nobody else', async () => {
    scripted.behave(taken);
    expect(await copied([sampleEntry()], { of: ['SE2321000206-DEMOVG'] })).toEqual({ told: [], asked: [] });
  });

  it('leave out what a log service has no place for', async () => {
    scripted.behave(taken);
    const without = [sampleRefusal(), sampleEntry({ kind: 'closing' }), sampleEntry({ contract: 'StoreLog:2' })];
    expect(await copied(without)).toEqual({ told: [], asked: [] });
  });

  it('keep the older contract', async () => {
    scripted.behave(answer(storeLog1, { ResultType: { ResultCode: 'OK', ResultText: '' } }));
    const { told, asked } = await copied([sampleEntry()], { log: 1 });
    expect(told).toEqual(['sent 1']);
    expect(asked[0]).toContain('StoreLogRequest');
  });

  it('are told of when they are not taken', async () => {
    scripted.behave(answer(storeLog2, { result: { resultCode: 'VALIDATION_ERROR', resultText: '191212121212' } }));
    expect((await copied([sampleEntry()])).told).toEqual(['failed 1: refused']);
    scripted.behave('hang');
    expect((await copied([sampleEntry()], { timeoutMs: 100 })).told).toEqual(['failed 1: timed-out']);
  });

  it('go at most 500 in one call, and wait in bounded number', async () => {
    scripted.behave(taken);
    const { told, asked } = await copied(Array.from({ length: 1_200 }, () => sampleEntry()));
    // The first goes alone: nothing else waited when it came.
    expect(asked.length).toBeGreaterThan(2);
    expect(Math.max(...asked.map((message) => message.split('<ns0:logId>').length - 1))).toBeLessThanOrEqual(500);
    expect(told.every((line) => line.startsWith('sent'))).toBe(true);
    scripted.behave('hang');
    const flood = Array.from({ length: 5_600 }, () => sampleEntry());
    const flooded = await copied(flood, { timeoutMs: 100 });
    expect(flooded.told.filter((line) => line.endsWith('queue-full')).length).toBeGreaterThan(0);
  });
});
