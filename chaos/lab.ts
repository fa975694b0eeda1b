import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Councils, councilsOptions, spawnCouncils } from '../src/simulators/index.ts';
import { type BridgeApart, bridgeApart } from '../tests/support/bridge-apart.ts';
import type { BridgeProcess } from '../tests/support/bridge-process.ts';
import { testPki } from '../tests/support/certs.ts';
import { startPostgres } from '../tests/support/postgres.ts';
import { startRedis, type TestRedis } from '../tests/support/redis.ts';
import { addresses, clientAgent, configOnFreePorts } from '../tests/support/running-bridge.ts';
import { type Subscriber, startSubscriber } from '../tests/support/subscriber.ts';
import { type Callers, callOnce, percentile, type Question, startCallers } from './callers.ts';
import { startUpdates, type Updates } from './updates.ts';

/** What an overview may take in the lab: shorter than usual, so that what hangs is given up within a short run. */
const DEADLINE_MILLISECONDS = 4_000;

/** From an acknowledged update of a patient to the next, in times between two calls at a target. */
const UPDATE_PAUSE = 2;
const SUBSCRIBER = 'SE2321000222-DEMOINDEX';

/** Whom the callers ask: each council's system by itself, and all of them at once. */
export const targets = Object.values(addresses);
/** Queries that may wait at each record system; less than usual, so that a short overload gets there. */
export const WAITING_PER_SOURCE = 50;
/** Calls a second at each target, on a machine that bears them. */
const PER_SECOND = 8;
/** How much of the bridge's time the callers may take, so that trouble does not meet an overload. */
const SHARE = 0.4;
const ROUNDS = 10;

/** A bridge in processes of its own over servers of its own, with callers. */
export interface Lab {
  readonly redis: TestRedis;
  readonly postgres: NonNullable<Awaited<ReturnType<typeof startPostgres>>>;
  readonly councils: Councils;
  readonly bridge: BridgeApart;
  readonly serve: BridgeProcess;
  readonly work: BridgeProcess;
  readonly question: Question;
  /** Calls a second at each target in this lab. */
  readonly perSecond: number;
  readonly callers: Callers;
  readonly updates: Updates;
  readonly subscriber: Subscriber;
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
  const subscriber = await startSubscriber(pki);
  releases.push(subscriber.close);
  const bridge = await bridgeApart({
    pki,
    folder,
    servers: { BUS_URL: redis.url, DATABASE_URL: postgres.url },
    sources: councils.urls,
    change(config) {
      config.overview = { deadlineMs: DEADLINE_MILLISECONDS, slowMs: 1_000 };
      // Waits of minutes would only make the runs longer.
      config.deliveries = { firstWaitMs: 200, longestWaitMs: 2_000, leaseMs: 4_000, probeMs: 1_000 };
      config.engagements = {
        subscribers: [{ name: 'subscriber', logicalAddress: SUBSCRIBER, url: subscriber.url }],
      };
      for (const source of config.sources)
        Object.assign(source, { timeoutMs: DEADLINE_MILLISECONDS - 500, waiting: WAITING_PER_SOURCE });
    },
  });
  releases.push(bridge.stop);
  await bridge.start();

  const agent = clientAgent(pki, 'ehr-norrbotten');
  releases.push(() => agent.destroy());
  const { serve, work, url } = bridge;
  const question = { url, agent, aggregate: addresses.bridge, patience: DEADLINE_MILLISECONDS + 5_000 };
  const perSecond = await bearable(question);
  const callers = startCallers(question, targets, perSecond);
  releases.push(callers.stop);
  const updates = startUpdates({ ...question, index: addresses.bridge, pause: UPDATE_PAUSE * (1_000 / perSecond) });
  releases.push(updates.stop);
  return { redis, postgres, councils, bridge, serve, work, question, perSecond, callers, updates, subscriber, close };
}

/** Calls a second at each target that this machine bears as it is now; what runs for the first time is not counted. */
async function bearable(question: Question): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    for (const target of targets) times.push((await callOnce(question, target)).milliseconds);
  const typical = percentile(times, 0.5);
  return Math.max(1, Math.min(PER_SECOND, (SHARE * 1_000) / typical / targets.length));
}
