import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Call, type Installation, type InstallationProcess, startInstallation } from '../support/installation.ts';
import { startPostgres } from '../support/postgres.ts';
import { startRedis } from '../support/redis.ts';
import { addresses } from '../support/running-bridge.ts';

/** Two processes that serve and two that work, over one Redis and one PostgreSQL, while callers ask without pause. */
const redis = await startRedis();
const postgres = await startPostgres();
let installation: Installation;
let serving: InstallationProcess[] = [];
let working: InstallationProcess[] = [];

beforeAll(async () => {
  if (!redis || !postgres) return;
  installation = await startInstallation(redis.url, postgres.url);
  await installation.councils.setFault(addresses.vasterbotten, { kind: 'delay', milliseconds: 200 });
  // The first brings the database up to date.
  serving = [await installation.start('serve')];
  const [served, ...worked] = await Promise.all([
    installation.start('serve'),
    installation.start('work'),
    installation.start('work'),
  ]);
  serving.push(served);
  working = worked;
}, 300_000);
afterAll(async () => {
  await installation?.close();
  await Promise.all([redis?.stop(), postgres?.stop()]);
});

async function counted({ admin }: InstallationProcess, metric: string): Promise<number> {
  const text = await (await fetch(`${admin}/metrics`)).text();
  const samples = text.matchAll(new RegExp(`^${metric}(?:\\{.*\\})? (\\d+)$`, 'gm'));
  return [...samples].reduce((sum, [, value]) => sum + Number(value), 0);
}

describe.skipIf(!redis || !postgres)('two that serve and two that work', { timeout: 300_000 }, () => {
  it('share the load, lose nothing that was answered when one is killed, and are replaced without a failed call', async () => {
    const load = installation.load(4);
    expect(outcomesOf(await load.more(20))).toEqual(['whole']);
    for (const each of serving) expect(await counted(each, 'norrbryggan_request_seconds_count')).toBeGreaterThan(0);
    for (const each of working) expect(await counted(each, 'norrbryggan_queries_taken_total')).toBeGreaterThan(0);

    // A worker is killed: who waited for it is told that part is missing, the rest are not touched.
    await working[0]?.kill();
    expect(refusedIn(await load.more(20))).toEqual([]);

    // One that serves is killed: what its callers had not got, they do not have; then they ask the other.
    await serving[0]?.kill();
    const bereft = refusedIn(await load.more(20));
    expect(bereft.filter(({ outcome }) => outcome !== 'broken')).toEqual([]);
    expect(bereft.length).toBeLessThanOrEqual(4);

    // Both are replaced, then the two old ones are stopped in order, under load.
    const [served, worked] = await Promise.all([installation.start('serve'), installation.start('work')]);
    const from = load.calls.length;
    await serving[1]?.stop();
    await working[1]?.stop();
    const last = await load.more(12);
    await load.stop();
    expect(refusedIn(load.calls.slice(from))).toEqual([]);
    expect(outcomesOf(last)).toEqual(['whole']);
    expect(await counted(served, 'norrbryggan_request_seconds_count')).toBeGreaterThan(0);
    expect(await counted(worked, 'norrbryggan_queries_taken_total')).toBeGreaterThan(0);

    const answered = load.calls.filter(({ outcome }) => outcome !== 'broken').map(({ correlationId }) => correlationId);
    expect(await unlogged(answered)).toEqual([]);
  });
});

const outcomesOf = (calls: readonly Call[]): string[] => [...new Set(calls.map(({ outcome }) => outcome))];

/** Those who got no answer, or a fault. What a killed worker had makes an answer partial only. */
const refusedIn = (calls: readonly Call[]): Call[] =>
  calls.filter(({ outcome }) => outcome === 'broken' || outcome === 'fault');

/** Answers of which the access log does not know. */
async function unlogged(correlationIds: readonly string[]): Promise<string[]> {
  const client = new pg.Client(postgres?.url);
  await client.connect();
  const { rows } = await client.query("SELECT correlation_id FROM bridge.audit_entry WHERE kind = 'access'");
  await client.end();
  const known = new Set(rows.map((row) => row.correlation_id));
  return correlationIds.filter((id) => !known.has(id));
}
