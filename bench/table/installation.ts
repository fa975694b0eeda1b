import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml, stringify } from 'yaml';
import { makeDevelopmentPki } from '../../src/siths/development.ts';
import { startPostgres } from '../../tests/support/postgres.ts';
import { startRedis } from '../../tests/support/redis.ts';
import { diagnosisPath, pki, portOf, request, type Workbench } from '../setup.ts';
import type { StubAnswer } from '../stub/source.ts';

/** The record systems of the three councils: all RIV-TA here, so that all of them cost the same. */
export const councils = ['SE2321000230-DEMOVAS', 'SE2321000222-DEMONCS', 'SE2321000206-DEMOFHIR'] as const;

/** Three stub sources with fixed answers, and the bare fan-out that asks them. */
export interface Ground {
  readonly configFile: string;
  readonly sourcePorts: readonly number[];
  readonly barePort: number;
  /** What each source answers from now on; one alone, or the same for all. Gives the size of one answer in bytes. */
  answers(...answers: readonly StubAnswer[]): Promise<number>;
}

/** A bridge over Redis and PostgreSQL: `serve` and `work` in a process each, as in production. */
export interface Servers {
  readonly environment: NodeJS.ProcessEnv;
}

export async function prepare(bench: Workbench): Promise<Ground> {
  await makeDevelopmentPki(pki);
  const stubs = await Promise.all(
    councils.map((hsaId) => bench.program(['bench/stub/source.ts', pki, hsaId], {}, /^ready /)),
  );
  const sourcePorts = stubs.map(({ line }) => Number(line.split(' ')[1]));
  const urls = sourcePorts.map((port) => `https://localhost:${port}`);
  const headers = { 'content-type': 'text/xml; charset=UTF-8' };
  const calls = urls.map((url) => ({ url: `${url}${diagnosisPath}`, headers, body: request }));
  const bare = await bench.program(['bench/bare.ts', pki, JSON.stringify(calls)], {}, /^ready /);
  return {
    configFile: writeConfig(bench.folder, urls),
    sourcePorts,
    barePort: Number(bare.line.split(' ')[1]),
    async answers(...answers) {
      const sizes = await Promise.all(stubs.map(({ child }, nr) => told(child, answers[nr] ?? answers[0])));
      return Math.round(sizes.reduce((sum, bytes) => sum + bytes, 0) / sizes.length);
    },
  };
}

export async function startServers(bench: Workbench, { configFile }: Ground): Promise<Servers> {
  const [redis, postgres] = [await startRedis(), await startPostgres()];
  if (!redis || !postgres) throw new Error('The table is measured over Redis and PostgreSQL: install both.');
  bench.onClose(() => redis.stop());
  bench.onClose(() => postgres.stop());
  return {
    environment: {
      PORT: '0',
      PORTAL_PORT: '0',
      ADMIN_PORT: '0',
      CONFIG: configFile,
      DATA_DIR: `${bench.folder}/data`,
      BUS_URL: redis.url,
      DATABASE_URL: postgres.url,
    },
  };
}

/** BENCH_PROFILE=folder: with a profile of each process, written when it ends. */
const profiling = process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];

/** The service port of a bridge that has started. */
export async function startBridge(bench: Workbench, { environment }: Servers): Promise<number> {
  const serving = await bench.program([...profiling, 'src/main.ts', 'serve'], environment, /^ready /);
  await bench.program([...profiling, 'src/main.ts', 'work'], environment, /^working /);
  return portOf(serving.line);
}

async function told(child: ChildProcess, answer: StubAnswer | undefined): Promise<number> {
  if (answer) child.send(answer);
  const [{ bytes }] = (await once(child, 'message')) as [{ bytes: number }];
  return bytes;
}

function writeConfig(folder: string, urls: readonly string[]): string {
  const config = parseYaml(readFileSync('config/demo.yaml', 'utf8'));
  config.sources = councils.map((hsaId, nr) => ({
    hsaId,
    name: hsaId,
    careProvider: `${hsaId.slice(0, hsaId.indexOf('-'))}-DEMOVG`,
    protocol: 'rivta21',
    url: urls[nr],
    contracts: ['GetDiagnosis:2'],
    concurrency: 64,
  }));
  config.routes = councils.map((hsaId) => ({ address: hsaId, contract: '*', source: hsaId }));
  config.limits = { requestsPerMinute: 10_000_000 };
  for (const unused of ['aliases', 'referrals', 'operations', 'followUp']) delete config[unused];
  const file = join(folder, 'table.yaml');
  writeFileSync(file, stringify(config));
  return file;
}
