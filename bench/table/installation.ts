import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml, stringify } from 'yaml';
import { makeDevelopmentPki } from '../../src/siths/development.ts';
import { startPostgres } from '../../tests/support/postgres.ts';
import { startRedis } from '../../tests/support/redis.ts';
import { diagnosisPath, pki, portOf, request, stop, type Workbench } from '../setup.ts';
import type { StubAnswer } from '../stub/source.ts';
import { withUsedWal } from './used-wal.ts';

/** The record systems of the three councils: all RIV-TA here, so that all of them cost the same. */
export const councils = ['SE2321000230-DEMOVAS', 'SE2321000222-DEMONCS', 'SE2321000206-DEMOFHIR'] as const;

/** What every row is measured on. */
export interface Ground {
  readonly bench: Workbench;
  /** Three stub sources with fixed answers. */
  readonly sourcePorts: readonly number[];
  /** The bare fan-out that asks them. */
  readonly barePort: number;
  /** What each source answers from now on; one alone, or the same for all. Gives the size of one answer in bytes. */
  answers(...answers: readonly StubAnswer[]): Promise<number>;
  /** Where a bridge over Redis and a database of its own, empty at first, is to find everything. */
  environment(change?: (config: Bendable) => void): Promise<NodeJS.ProcessEnv>;
}

// biome-ignore lint/suspicious/noExplicitAny: rows bend the configuration in ways its type forbids.
export type Bendable = any;

/** `serve` and `work` in a process each, as in production. */
export interface Bridge {
  readonly port: number;
  readonly adminPort: number;
  readonly pids: readonly number[];
  /** The one that serves, and those that work. */
  readonly processes: readonly ChildProcess[];
  /** One more process that works. */
  addWorker(): Promise<number>;
  end(): Promise<void>;
}

export async function prepare(bench: Workbench): Promise<Ground> {
  await makeDevelopmentPki(pki);
  const [redis, postgres] = [await startRedis(), await startPostgres()];
  if (!redis || !postgres) throw new Error('The table is measured over Redis and PostgreSQL: install both.');
  bench.onClose(() => redis.stop());
  bench.onClose(() => postgres.stop());
  await withUsedWal(postgres.url);
  const stubs = await Promise.all(
    councils.map((hsaId) => bench.program(['bench/stub/source.ts', pki, hsaId], {}, /^ready /)),
  );
  const sourcePorts = stubs.map(({ line }) => Number(line.split(' ')[1]));
  const urls = sourcePorts.map((port) => `https://localhost:${port}`);
  const headers = { 'content-type': 'text/xml; charset=UTF-8' };
  const calls = urls.map((url) => ({ url: `${url}${diagnosisPath}`, headers, body: request }));
  const bare = await bench.program(['bench/bare.ts', pki, JSON.stringify(calls)], {}, /^ready /);
  let installations = 0;
  return {
    bench,
    sourcePorts,
    barePort: Number(bare.line.split(' ')[1]),
    async answers(...answers) {
      const sizes = await Promise.all(stubs.map(({ child }, nr) => told(child, answers[nr] ?? answers[0])));
      return Math.round(sizes.reduce((sum, { bytes }) => sum + bytes, 0) / sizes.length);
    },
    async environment(change) {
      installations += 1;
      const folder = join(bench.folder, `installation-${installations}`);
      return {
        PORT: '0',
        PORTAL_PORT: '0',
        ADMIN_PORT: '0',
        CONFIG: writeConfig(`${folder}.yaml`, urls, change),
        DATA_DIR: folder,
        BUS_URL: redis.url,
        DATABASE_URL: await postgres.newDatabase(),
      };
    },
  };
}

/** BENCH_PROFILE=folder: with a profile of each process, written when it ends. */
const profiling = process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];

async function startBridge(
  bench: Workbench,
  environment: NodeJS.ProcessEnv,
  options: readonly string[],
): Promise<Bridge> {
  const start = (role: string, ready: RegExp) =>
    bench.program([...profiling, ...options, 'src/main.ts', role], environment, ready);
  const serving = await start('serve', /^ready /);
  const processes = [serving.child];
  const addWorker = async (): Promise<number> => {
    const { child } = await start('work', /^working /);
    processes.push(child);
    return child.pid as number;
  };
  const worker = await addWorker();
  return {
    port: portOf(serving.line),
    adminPort: Number(/administration \S+:(\d+)/.exec(serving.line)?.[1]),
    pids: [serving.child.pid as number, worker],
    processes,
    addWorker,
    end: async () => void (await Promise.all(processes.map(stop))),
  };
}

/** Measures with a bridge that ends afterwards, whatever comes of it. */
export async function withBridge<Found>(
  bench: Workbench,
  environment: NodeJS.ProcessEnv,
  measure: (bridge: Bridge) => Promise<Found>,
  options: readonly string[] = [],
): Promise<Found> {
  const bridge = await startBridge(bench, environment, options);
  try {
    return await measure(bridge);
  } finally {
    await bridge.end();
  }
}

/** Tells a stub over IPC, and gives what it says of it. */
export async function told<Said extends object = { bytes: number }>(
  child: ChildProcess,
  what: object | undefined,
): Promise<Said> {
  if (what) child.send(what);
  const [said] = await once(child, 'message');
  return said;
}

function writeConfig(file: string, urls: readonly string[], change?: (config: Bendable) => void): string {
  const config = parseYaml(readFileSync('config/demo.yaml', 'utf8'));
  config.sources = councils.map((hsaId, nr) => ({
    hsaId,
    name: hsaId,
    careProvider: careProviderOf(hsaId),
    protocol: 'rivta21',
    url: urls[nr],
    contracts: ['GetDiagnosis:2'],
    concurrency: 64,
  }));
  config.routes = councils.map((hsaId) => ({ address: hsaId, contract: '*', source: hsaId }));
  config.limits = { requestsPerMinute: 10_000_000 };
  for (const unused of ['aliases', 'referrals', 'operations', 'followUp']) delete config[unused];
  change?.(config);
  writeFileSync(file, stringify(config));
  return file;
}

export function careProviderOf(source: string): string {
  return `${source.slice(0, source.indexOf('-'))}-DEMOVG`;
}
