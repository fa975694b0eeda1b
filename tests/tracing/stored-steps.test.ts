import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAccessLog } from '../../src/audit/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { findTrace, traceText } from '../../src/tracing/index.ts';
import { startPostgres } from '../support/postgres.ts';
import { startRedis } from '../support/redis.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';

/** Serve and work apart, over servers: what an engineer finds of a call without any tracing tool. */
const redis = await startRedis();
const postgres = await startPostgres();
const hasServers = redis !== undefined && postgres !== undefined;
let running: RunningBridge;
let store: Store;

beforeAll(async () => {
  if (!hasServers) return;
  running = await startRunningBridge({
    environment: { BUS_URL: redis.url, DATABASE_URL: postgres.url },
    change: (config) => {
      config.busKeyFile = undefined;
    },
  });
  store = await openStore({ databaseUrl: postgres.url, dataDir: running.config.dataDir });
});
afterAll(async () => {
  await store?.close();
  await running?.close();
  await Promise.all([redis?.stop(), postgres?.stop()]);
});

const ask = (correlationId: string, request = {}, who = 'ehr-norrbotten') => {
  const headers = { ...soapHeaders, 'x-skltp-correlation-id': correlationId };
  return running.call(who, diagnosisPath, { headers, body: soapRequest(request) });
};
const find = (correlationId: string) =>
  findTrace(correlationId, { db: store.db, log: readAccessLog(store), deliveries: undefined, language: 'en' });

/** Once the face's steps and those of so many workers are written. */
async function found(correlationId: string, workers: number) {
  const firsts = (steps: Awaited<ReturnType<typeof find>>['steps']) =>
    steps.filter(({ depth, name }) => depth === 0 || name === 'work').length;
  await expect.poll(async () => firsts((await find(correlationId)).steps), { timeout: 10_000 }).toBe(1 + workers);
  return find(correlationId);
}

describe.skipIf(!hasServers)('the steps of a call', () => {
  it('are found by its correlation id, from both processes, each in its place, with what the access log says', async () => {
    await ask('stored-1');
    const trace = await found('stored-1', 3);
    expect(trace.steps[0]).toMatchObject({ name: 'soap GetDiagnosis:2', outcome: 'ok', depth: 0 });
    expect(trace.steps.filter(({ name }) => name === 'ask source')).toHaveLength(3);
    expect(trace.steps.filter(({ name }) => name === 'work').map(({ depth }) => depth)).toEqual([3, 3, 3]);
    expect(trace.entries).toMatchObject([
      { kind: 'access', outcome: 'released', contract: 'GetDiagnosis:2' },
      { kind: 'closing' },
    ]);
    const text = traceText(trace);
    expect(text).toMatch(/^Steps\n {2}serve \S+, trace [0-9a-f]{32}, /);
    expect(text).toContain(`ask source  source=${addresses.norrbotten}  contract=GetDiagnosis:2`);
    expect(JSON.stringify(trace) + text).not.toMatch(/191212121212|1212121212/);
  });

  it('say which source failed and why', async () => {
    await running.councils.setFault(addresses.norrbotten, { kind: 'reset' });
    await ask('stored-2');
    await running.councils.setFault(addresses.norrbotten, undefined);
    const { steps } = await found('stored-2', 3);
    const failed = steps.filter(({ outcome }) => outcome !== 'ok');
    expect(failed.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['ask source', 'unreachable'],
      ['work', 'unreachable'],
      ['call', 'unreachable'],
    ]);
    expect(steps[0]?.marks).toMatchObject({ received: expect.any(Number), answered: expect.any(Number) });
  });

  it('say of a refusal what was refused, and what it would take', async () => {
    await ask('stored-3', { address: addresses.norrbotten }, 'demo-lakare');
    const trace = await found('stored-3', 0);
    expect(trace.steps[0]).toMatchObject({ name: 'soap unknown', outcome: 'VP002' });
    expect(trace.entries).toMatchObject([{ kind: 'refusal', code: 'CERT_PERSON_ON_SYSTEM_PORT' }]);
    expect(traceText(trace)).toContain('It would take: ');
  });

  it('of a call that there never was are none', async () => {
    const trace = await find('stored-never');
    expect(trace).toMatchObject({ steps: [], entries: [], deliveries: [] });
    expect(traceText(trace)).toContain('Nothing is known of stored-never');
  });
});
