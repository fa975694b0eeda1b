import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Councils, councilsOptions, spawnCouncils } from '../src/simulators/index.ts';
import { bridgeApart } from '../tests/support/bridge-apart.ts';
import type { BridgeProcess } from '../tests/support/bridge-process.ts';
import { testPki } from '../tests/support/certs.ts';
import { startPostgres } from '../tests/support/postgres.ts';
import { startRedis, type TestRedis } from '../tests/support/redis.ts';
import { addresses, clientAgent, configOnFreePorts } from '../tests/support/running-bridge.ts';
import { type Callers, type Question, startCallers } from './callers.ts';

/** What an overview may take in the lab: shorter than usual, so that what hangs is given up within a short run. */
const DEADLINE_MILLISECONDS = 4_000;

const WARM_UP_MILLISECONDS = 2_000;

/** Whom the callers ask: each council's system by itself, and all of them at once. */
export const targets = Object.values(addresses);
/** Calls a second at each target. */
export const PER_SECOND = 8;

/** A bridge in processes of its own over servers of its own, with callers. */
export interface Lab {
  readonly redis: TestRedis;
  readonly postgres: NonNullable<Awaited<ReturnType<typeof startPostgres>>>;
  readonly councils: Councils;
  readonly serve: BridgeProcess;
  readonly work: BridgeProcess;
  readonly question: Question;
  readonly callers: Callers;
  close(): Promise<void>;
}

/** Everything real but the record systems. Throws where Redis or PostgreSQL is not installed. */
export async function openLab(): Promise<Lab> {
  const releases: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (let release = releases.pop(); release; release = releases.pop()) await release();
  };
  try {
    return await build(releases, close);
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

async function build(releases: (() => Promise<unknown>)[], close: () => Promise<void>): Promise<Lab> {
  const folder = await mkdtemp(join(tmpdir(), 'norrbryggan-chaos-'));
  releases.push(() => rm(folder, { recursive: true, force: true }));
  const [redis, postgres, pki] = await Promise.all([startRedis(), startPostgres(), testPki()]);
  if (redis) releases.push(redis.stop);
  if (postgres) releases.push(postgres.stop);
  if (!redis || !postgres) throw new Error('The fault lab needs Redis and PostgreSQL (see .ci/run).');

  const councils = await spawnCouncils(councilsOptions(configOnFreePorts({ pki, dataDir: folder, environment: {} })));
  releases.push(councils.close);
  const bridge = await bridgeApart({
    pki,
    folder,
    servers: { BUS_URL: redis.url, DATABASE_URL: postgres.url },
    sources: councils.urls,
    change(config) {
      config.overview = { deadlineMs: DEADLINE_MILLISECONDS, slowMs: 1_000 };
      for (const source of config.sources) source.timeoutMs = DEADLINE_MILLISECONDS - 500;
    },
  });
  releases.push(bridge.stop);
  await bridge.start();

  const agent = clientAgent(pki, 'ehr-norrbotten');
  releases.push(() => agent.destroy());
  const { serve, work, url } = bridge;
  const question = { url, agent, aggregate: addresses.bridge, patience: DEADLINE_MILLISECONDS + 5_000 };
  const callers = startCallers(question, targets, PER_SECOND);
  releases.push(callers.stop);
  // What runs for the first time is slow.
  await sleep(WARM_UP_MILLISECONDS);
  return { redis, postgres, councils, serve, work, question, callers, close };
}
