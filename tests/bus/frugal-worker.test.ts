import { Queue } from 'bullmq';
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

/** A queue and its worker, which notes the jobs in the order in which they begin. */
async function working(concurrency: number) {
  const connection = new Redis(redis?.url ?? '', { maxRetriesPerRequest: null });
  const queue = new Queue<string>('frugal', { connection });
  const begun: string[] = [];
  const process = async ({ data }: { data: string }) => void begun.push(data);
  const worker = new FrugalWorker<string>(queue.name, process, { connection, concurrency, stalledInterval: 600_000 });
  await worker.waitUntilReady();
  const numberIn = async (section: string, pattern: RegExp): Promise<number> =>
    Number(pattern.exec(await connection.info(section))?.[1] ?? 0);
  return {
    begun,
    add: (names: readonly string[]) =>
      queue.addBulk(
        names.map((data, nr) => ({ name: 'job', data, opts: { priority: nr + 1, removeOnComplete: true } })),
      ),
    /** Scripts that Redis has run, when the worker waits for the next job. */
    async scripts() {
      await eventually(() => numberIn('clients', /blocked_clients:(\d+)/)).toBe(1);
      return numberIn('commandstats', /cmdstat_evalsha:calls=(\d+)/);
    },
    async end() {
      await worker.close();
      await queue.close();
      connection.disconnect();
    },
  };
}

it('a job is put, taken, and ended, and then the worker has asked once for another', async ({ skip }) => {
  if (!redis) return skip();
  const { begun, add, scripts, end } = await working(10);
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
  const { begun, add, end } = await working(concurrency);
  const names = Array.from({ length: 25 }, (_, nr) => `job ${nr}`);
  await add(names);
  await eventually(() => begun.length).toBe(names.length);
  expect(concurrency === 1 ? begun : begun.toSorted()).toEqual(concurrency === 1 ? names : names.toSorted());
  await add(['one more']);
  await eventually(() => begun.at(-1)).toBe('one more');
  await end();
});
