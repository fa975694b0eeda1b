import { execFile } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { processNotification1 } from '../../src/contracts/engagement-index/process-notification-1.ts';
import { update1 } from '../../src/contracts/engagement-index/update-1.ts';
import { type Councils, councilsOptions, type FaultKind, startCouncils } from '../../src/simulators/index.ts';
import { transaction } from '../engagements/samples.ts';
import { type BridgeApart, bridgeApart } from '../support/bridge-apart.ts';
import { testPki } from '../support/certs.ts';
import { found, needlesOf } from '../support/needles.ts';
import { assignments, signedIn } from '../support/portal-client.ts';
import { startPostgres } from '../support/postgres.ts';
import { startRedis } from '../support/redis.ts';
import { addresses, configOnFreePorts } from '../support/running-bridge.ts';
import { askSecurity } from '../support/security-calls.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';
import { type Subscriber, startSubscriber } from '../support/subscriber.ts';
import { everyWay, patients } from './ways/index.ts';

/**
 * Patients that nothing else knows go every way there is, well and badly, through a bridge in processes of its own; then
 * whatever it left behind is searched for their numbers, in every form that a number can take.
 */
const needles = Object.values(patients).flatMap(needlesOf);
const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);

/** Where numbers belong, each for its reason: what the law wants written down, and what care providers have registered. */
const meantFor = /^bridge\.(audit_|access_|registration|engagement|review|spent_assertion|witness_)/;

let folder: string;
let councils: Councils;
let bridge: BridgeApart;
/** Subscribers of the engagement index: one takes its messages in the end, one never. */
let willing: Subscriber;
let refusing: Subscriber;
let monitor: Redis;
/** Each command that Redis was given, as it was given. */
const commands: string[] = [];
/** Addresses at which the bridge asked record systems. */
const urls: string[] = [];
const requested = (message: unknown): void => {
  urls.push((message as { readonly request: IncomingMessage }).request.url ?? '');
};

beforeAll(async () => {
  if (!postgres || !redis) return;
  folder = await mkdtemp(join(tmpdir(), 'norrbryggan-canary-'));
  const pki = await testPki();
  councils = await startCouncils(councilsOptions(configOnFreePorts({ pki, dataDir: folder, environment: {} })));
  subscribe('http.server.request.start', requested);
  const client = new Redis(redis.url);
  monitor = await client.monitor();
  client.disconnect();
  monitor.on('monitor', (_time: string, args: readonly string[]) => commands.push(args.join(' ')));
  const servers = { BUS_URL: redis.url, DATABASE_URL: postgres.url };
  [willing, refusing] = await Promise.all([startSubscriber(pki), startSubscriber(pki)]);
  refusing.answer(413);
  bridge = await bridgeApart({ pki, folder, servers, sources: councils.urls, logLevel: 'trace', change: toldOn });
  await bridge.start();
  await tellTheIndex();
  await goEveryWay();
  await goWrong();
  await die();
}, 240_000);

afterAll(async () => {
  unsubscribe('http.server.request.start', requested);
  monitor?.disconnect();
  await bridge?.stop();
  await Promise.all([councils?.close(), willing?.close(), refusing?.close()]);
  await Promise.all([postgres?.stop(), redis?.stop()]);
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function goEveryWay(): Promise<void> {
  const world = {
    running: bridge,
    physician: await signedIn(bridge, 'demo-lakare', assignments.care),
    officer: await signedIn(bridge, 'demo-sakerhet', assignments.logs),
    engineer: await signedIn(bridge, 'demo-integration', assignments.operations),
    secondEngineer: await signedIn(bridge, 'demo-drift', assignments.operations),
    neighbour: await signedIn(bridge, 'demo-overlakare', assignments.neighbour),
  };
  for (const [nr, way] of everyWay.entries()) await way.ask(world, `canary-${nr}`, (await way.prepare?.(world)) ?? '');
}

/** Sends what the index hears to two subscribers. */
// biome-ignore lint/suspicious/noExplicitAny: the file as it is before it is read.
function toldOn(config: any): void {
  config.deliveries = { firstWaitMs: 100, longestWaitMs: 500, probeMs: 500 };
  const named = (name: string, { url }: Subscriber) => ({ name, logicalAddress: `SE-${name.toUpperCase()}`, url });
  config.engagements = { subscribers: [named('willing', willing), named('refusing', refusing)] };
}

/** Engagements of all of them: from a system, and from another index; told on, not taken at first, or never. */
async function tellTheIndex(): Promise<void> {
  willing.answer(503);
  const told = (owner?: string) => ({
    engagementTransaction: Object.values(patients).map((registeredResidentIdentification) =>
      transaction({ registeredResidentIdentification, ...(owner && { owner }) }),
    ),
  });
  await askSecurity(bridge, 'ehr-norrbotten', update1, told());
  await askSecurity(bridge, 'ehr-norrbotten', processNotification1, told('SE-ANOTHER-INDEX'));
  const lines = () => bridge.work.output().join('\n');
  await vi.waitUntil(() => lines().includes('index.willing') && lines().includes('index.refusing'), 30_000);
  willing.answer(200);
  await vi.waitUntil(() => willing.told.length >= Object.values(patients).length, 30_000);
}

const ask = (address: string = addresses.bridge) =>
  bridge.call('ehr-norrbotten', diagnosisPath, {
    headers: soapHeaders,
    body: soapRequest({ id: patients.read, address }),
  });

/** Record systems that fail in each way, callers who are refused, and callers who put numbers where none belong. */
async function goWrong(): Promise<void> {
  const faults: readonly FaultKind[] = ['reset', 'http500', 'fault', 'malformed', 'wrong-type', 'half'];
  for (const kind of faults) {
    for (const source of Object.values(addresses).slice(1)) await councils.setFault(source, { kind });
    await ask();
  }
  for (const source of Object.values(addresses).slice(1)) await councils.setFault(source, undefined);
  const body = soapRequest({ id: patients.read });
  await bridge.call('bad/expired', diagnosisPath, { headers: soapHeaders, body });
  await bridge.call('ehr-norrbotten', diagnosisPath, { headers: soapHeaders, body: body.slice(0, -40) });
  await bridge.call('ehr-norrbotten', diagnosisPath, {
    headers: soapHeaders,
    body: body.replace(patients.read, '$&0'),
  });
  await bridge.call('ehr-norrbotten', `/nowhere/${patients.read}?patient=${patients.read}`, { method: 'GET' });
  await bridge.call('ehr-norrbotten', `/fhir/Condition/${patients.read}`, { method: 'GET' });
  await bridge.call('ehr-norrbotten', `/fhir/Condition?subject=Patient/${patients.read}&x=1`, { method: 'GET' });
  await bridge.call(undefined, diagnosisPath, { headers: soapHeaders, body });
}

/** Both processes are killed with a question in their hands, and are started again. */
async function die(): Promise<void> {
  for (const source of Object.values(addresses).slice(1)) await councils.setFault(source, { kind: 'hang' });
  const before = urls.length;
  const unanswered = Promise.allSettled([ask(), ask(addresses.norrbotten)]);
  await vi.waitUntil(() => urls.length > before);
  await Promise.all([bridge.serve.kill(), bridge.work.kill()]);
  await unanswered;
  for (const source of Object.values(addresses).slice(1)) await councils.setFault(source, undefined);
  await bridge.start();
  await ask();
}

describe.skipIf(!postgres || !redis)('the canaries’ numbers are not', () => {
  it('in operational logs, complaints and crash output', () => {
    const lines = [...bridge.serve.output(), ...bridge.work.output()];
    expect(lines.length).toBeGreaterThan(everyWay.length);
    expect(found(needles, lines.join('\n'))).toEqual([]);
  });

  it('in metrics and health', async () => {
    for (const url of bridge.adminUrls)
      for (const path of ['/metrics', '/health/ready', '/health/live']) {
        const { body } = await request(`${url}${path}`);
        expect(found(needles, await body.text())).toEqual([]);
      }
  });

  it('in anything that Redis was told, or keeps on disk', async () => {
    expect(commands.length).toBeGreaterThan(everyWay.length);
    expect(found(needles, commands.join('\n'))).toEqual([]);
    const client = new Redis(redis?.url ?? '');
    const [, dir = ''] = (await client.config('GET', 'dir')) as [string, string];
    client.disconnect();
    const files = await readdir(dir, { recursive: true, withFileTypes: true });
    const kept = files
      .filter((file) => file.isFile())
      .map((file) => readFile(join(file.parentPath, file.name), 'latin1'));
    expect(kept.length).toBeGreaterThan(0);
    expect(found(needles, (await Promise.all(kept)).join('\n'))).toEqual([]);
  });

  it('in addresses at which the bridge asks record systems', () => {
    expect(urls.length).toBeGreaterThan(everyWay.length);
    expect(found(needles, urls.join('\n'))).toEqual([]);
  });

  it('in tables of the database that are not meant for them', async () => {
    const client = new pg.Client(postgres?.url);
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      `SELECT schemaname || '.' || tablename AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const where: string[] = [];
    for (const { name } of rows) {
      const { rows: dumped } = await client.query<{ row: string }>(`SELECT each::text AS row FROM ${name} each`);
      if (found(needles, dumped.map(({ row }) => row).join('\n')).length > 0) where.push(name);
    }
    await client.end();
    expect(where.filter((name) => !meantFor.test(name))).toEqual([]);
    // Else the search finds nothing wherever it looks.
    expect(where).toContain('bridge.audit_entry');
  });

  it('in what the command line shows of the bus', async () => {
    const env = { ...process.env, ...bridge.environment };
    for (const command of ['status', 'dead', 'list'])
      expect(found(needles, await commandLine('bus', [command], env))).toEqual([]);
  });

  it('in files beside the database, but where they belong', async () => {
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const file of files.filter((each) => each.isFile()))
      expect([file.name, found(needles, await readFile(join(file.parentPath, file.name), 'latin1'))]).toEqual([
        file.name,
        [],
      ]);
  });
});

/** What it writes, also where it fails. */
async function commandLine(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['src/main.ts', command, ...args], { env }, (_failed, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
}
