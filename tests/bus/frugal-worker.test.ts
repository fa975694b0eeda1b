import { randomUUID } from 'node:crypto';
import { DelayedError, type Job, Queue, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FrugalWorker } from '../../src/bus/frugal-worker.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { eventually } from './fixtures.ts';

let redis: TestRedis | undefined;

beforeAll(async () => {
  redis = await startRedis();
});

afterAll(() => redis?.stop());

/** `meanwhile` happens whenever the worker takes the queue for empty, before it waits. */
class WatchedWorker extends FrugalWorker<string> {
  meanwhile: (() => Promise<unknown>) | undefined;

  protected override async nextJobFromJobData(
    ...[data, ...rest]: Parameters<FrugalWorker<string>['nextJobFromJobData']>
  ) {
    if (!data) await this.meanwhile?.();
    return super.nextJobFromJobData(data, ...rest);
  }
}

type Options = Partial<Omit<WorkerOptions, 'connection'>>;
type Work = (name: string, job: Job<string, void>, token: string) => Promise<void>;

/** A queue and its workers, of which each job's beginning is noted. */
async function working(
  options: Options,
  { workers: count = 1, work = async () => undefined }: { workers?: number; work?: Work } = {},
) {
  const connection = new Redis(redis?.url ?? '', { maxRetriesPerRequest: null });
  const queue = new Queue<string>(`frugal-${randomUUID()}`, { connection });
  const begun: string[] = [];
  const process = async (job: Job<string, void>, token = '') => {
    begun.push(job.data);
    await work(job.data, job, token);
  };
  // Whoever has waited for nothing waits so long that a test would not see the end of it.
  const patient = { ...options, drainDelay: 600, stalledInterval: 600_000, connection };
  const workers = Array.from({ length: count }, () => new WatchedWorker(queue.name, process, patient));
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  const numberIn = async (section: string, pattern: RegExp): Promise<number> =>
    Number(pattern.exec(await connection.info(section))?.[1] ?? 0);
  return {
    connection,
    queue,
    workers,
    begun,
    add: (names: readonly string[]) =>
      queue.addBulk(
        names.map((data, nr) => ({ name: 'job', data, opts: { priority: nr + 1, removeOnComplete: true } })),
      ),
    /** Scripts that Redis has run, when every worker waits for the next job. */
    async scripts() {
      await eventually(() => numberIn('clients', /blocked_clients:(\d+)/)).toBe(count);
      return numberIn('commandstats', /cmdstat_evalsha:calls=(\d+)/);
    },
    async end() {
      await Promise.all(workers.map((worker) => worker.close()));
      await queue.close();
      connection.disconnect();
    },
  };
}

it('a job is put, taken, and ended, and then the worker has asked once for another', async ({ skip }) => {
  if (!redis) return skip();
  const { begun, add, scripts, end } = await working({ concurrency: 10 });
  // The first time Redis is given the scripts themselves.
  await add(['first']);
  await eventually(() => begun).toEqual(['first']);
  const before = await scripts();
  await add(['second']);
  await eventually(() => begun).toEqual(['first', 'second']);
  expect((await scripts()) - before).toBe(4);
  await end();
});

it.for([1, 2, 10])('of many all are done, %i at a time', async (concurrency, { skip }) => {
  if (!redis) return skip();
  const { begun, add, end } = await working({ concurrency });
  const names = Array.from({ length: 25 }, (_, nr) => `job ${nr}`);
  await add(names);
  await eventually(() => begun.length).toBe(names.length);
  expect(concurrency === 1 ? begun : begun.toSorted()).toEqual(concurrency === 1 ? names : names.toSorted());
  await add(['one more']);
  await eventually(() => begun.at(-1)).toBe('one more');
  await end();
});

it.for([1, 2])(
  'what is put between the end of the last of %i and the wait for the next is taken',
  async (concurrency, { skip }) => {
    if (!redis) return skip();
    const names = Array.from({ length: concurrency }, (_, nr) => `job ${nr}`);
    let ended = 0;
    const together = Promise.withResolvers<void>();
    const work: Work = async () => {
      if (++ended === concurrency) together.resolve();
      await together.promise;
    };
    const { begun, add, workers, end } = await working({ concurrency }, { work });
    for (const worker of workers)
      worker.meanwhile = async () => {
        if (ended < concurrency) return;
        worker.meanwhile = undefined;
        await add(['late']);
      };
    await add(names);
    await eventually(() => begun).toEqual([...names, 'late']);
    await end();
  },
);

it('what waits while all have as many as they may is taken when one is given back', async ({ skip }) => {
  if (!redis) return skip();
  const returned = new Set<string>();
  const work: Work = async (name, job, token) => {
    if (returned.has(name)) return;
    returned.add(name);
    await job.moveToDelayed(Date.now() + 50, token);
    throw new DelayedError();
  };
  const { queue, begun, add, end } = await working({ concurrency: 2 }, { workers: 2, work });
  await queue.setGlobalConcurrency(2);
  const names = Array.from({ length: 12 }, (_, nr) => `job ${nr}`);
  await add(names);
  await eventually(() => begun.toSorted()).toEqual([...names, ...names].toSorted());
  await end();
});

it.for([1, 3])(
  'so many in a while and no more are begun, and then the rest, %i at a time',
  async (concurrency, { skip }) => {
    if (!redis) return skip();
    const { begun, add, end } = await working({ concurrency, limiter: { max: 4, duration: 50 } }, { workers: 2 });
    const names = Array.from({ length: 60 }, (_, nr) => `job ${nr}`);
    await add(names);
    await eventually(() => begun.toSorted()).toEqual(names.toSorted());
    await end();
  },
);

it('what a worker that closes leaves is taken by another', async ({ skip }) => {
  if (!redis) return skip();
  const full = Promise.withResolvers<void>();
  const going = Promise.withResolvers<void>();
  const { begun, add, workers, end } = await working(
    { concurrency: 2 },
    {
      workers: 2,
      async work() {
        if (begun.length === 4) full.resolve();
        await going.promise;
      },
    },
  );
  const names = Array.from({ length: 12 }, (_, nr) => `job ${nr}`);
  await add(names);
  await full.promise;
  const closed = workers[0]?.close();
  going.resolve();
  await closed;
  await eventually(() => begun.toSorted()).toEqual(names.toSorted());
  await end();
});

it('what is put on a queue that Redis has forgotten is taken', async ({ skip }) => {
  if (!redis) return skip();
  const { begun, add, connection, scripts, end } = await working({ concurrency: 2 });
  await add(['before']);
  await eventually(() => begun).toEqual(['before']);
  await scripts();
  await connection.flushall();
  await add(['after']);
  await eventually(() => begun).toEqual(['before', 'after']);
  await end();
});
