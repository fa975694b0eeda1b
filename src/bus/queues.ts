import { createPostgresBackend, DelayedError, type Job, type PgPool, Queue, type Worker, withBackend } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Store } from '../store/index.ts';
import { FrugalWorker } from './frugal-worker.ts';
import type { JobData } from './job.ts';

/** What the bus uses of BullMQ's queue and worker, whichever backend is under them. */
export type JobQueue<Data = JobData> = Pick<
  Queue<Data, void>,
  | 'name'
  | 'add'
  | 'addBulk'
  | 'remove'
  | 'getJobCounts'
  | 'getJobs'
  | 'getWorkersCount'
  | 'setGlobalConcurrency'
  | 'close'
>;
export type JobWorker<Data = JobData> = Pick<
  Worker<Data, void>,
  'name' | 'isRunning' | 'waitUntilReady' | 'pause' | 'resume' | 'close'
>;
/**
 * Carries out one job, or gives it back to the queue for another worker. It must not throw: what went wrong is told on the
 * reply channel, not kept on the queue.
 */
type Process<Data> = (job: { readonly id: string; readonly data: Data }) => Promise<'done' | 'given-back'>;

/** Opens BullMQ queues and workers. Their errors are all handed to `failed`. */
export interface Queues {
  queue<Data = JobData>(name: string): JobQueue<Data>;
  /** `perSecond` is shared by all workers of the queue; undefined = no limit. */
  worker<Data = JobData>(
    name: string,
    concurrency: number,
    process: Process<Data>,
    perSecond?: number | undefined,
  ): JobWorker<Data>;
  /** Lets all workers of the queue together have no more jobs at once. Redis may lose it: say it again now and then. */
  limit(queue: Pick<JobQueue, 'setGlobalConcurrency'>, concurrency: number): Promise<void>;
  /** Undefined when it cannot be known. */
  workersOn(queue: JobQueue): Promise<number | undefined>;
}

/** How long a job that was given back rests, so that it does not go round without end among those who cannot do it. */
const REST_MILLISECONDS = 200;

/** Of BullMQ's own events, which nobody here reads, Redis keeps no more than these. */
const queueOptions = { streams: { events: { maxLen: 100 } } };

const workerOptions = {
  // A job whose worker vanished may have been sent to its source: it is dropped, never given to another worker.
  maxStalledCount: 0,
  // BullMQ waits this long before it looks at a queue again after an outage; its default of 15 s outlives a query.
  runRetryDelay: 1_000,
  // A job in the hands of a killed worker fills a place of its queue until it is known to be nobody's: after the lock has
  // run out, two looks later. BullMQ's defaults make that a minute and a half.
  lockDuration: 5_000,
  stalledInterval: 2_000,
};

export function redisQueues(asking: Redis, working: Redis, failed: (error: Error) => void): Queues {
  return {
    queue<Data>(name: string) {
      // Both skips together: a queue first used during an outage would otherwise wait for Redis, and stay broken after.
      const failFast = { skipVersionCheck: true, skipWaitingForReady: true };
      const queue = new Queue<Data, void>(name, { ...queueOptions, ...failFast, connection: asking });
      return queue.on('error', failed);
    },
    worker<Data>(name: string, concurrency: number, process: Process<Data>, perSecond?: number) {
      const options = { ...workerOptions, ...limiter(perSecond), concurrency, connection: working };
      return new FrugalWorker<Data>(name, identified(process), options).on('error', failed);
    },
    limit: async (queue, concurrency) => {
      await queue.setGlobalConcurrency(concurrency);
    },
    // Counted by CLIENT LIST, which some hosted Redis services refuse.
    workersOn: (queue) => queue.getWorkersCount().catch(() => undefined),
  };
}

/** Queues in the embedded store: BullMQ's PostgreSQL backend over PGlite. */
export function embeddedQueues(store: Store, failed: (error: Error) => void): Queues {
  const connection = withoutListeners(store);
  const Embedded = withBackend(createPostgresBackend);
  const worked = new Set<string>();
  return {
    queue<Data>(name: string) {
      return new Embedded.Queue<Data, void>(name, { ...queueOptions, connection }).on('error', failed);
    },
    worker<Data>(name: string, concurrency: number, process: Process<Data>, perSecond?: number) {
      const options = { ...workerOptions, ...limiter(perSecond), concurrency, connection };
      worked.add(name);
      return new Embedded.Worker<Data, void>(name, identified(process), options).on('error', failed);
    },
    // There is no other process.
    limit: async () => undefined,
    workersOn: async ({ name }) => (worked.has(name) ? 1 : 0),
  };
}

/** Every BullMQ queue adds an error listener to its pool and never takes it away. The store listens already. */
function withoutListeners({ pool }: Store): PgPool {
  const connection: PgPool = {
    query: (text, values) => pool.query(text, values),
    connect: () => pool.connect(),
    end: () => Promise.resolve(),
    on: () => connection,
    removeAllListeners: () => connection,
  };
  return connection;
}

function limiter(perSecond: number | undefined) {
  return perSecond === undefined ? {} : { limiter: { max: perSecond, duration: 1_000 } };
}

function identified<Data>(process: Process<Data>): (job: Job<Data, void>, token?: string) => Promise<void> {
  return async (job, token) => {
    const { id, data } = job;
    if (id === undefined || (await process({ id, data })) === 'done') return;
    await job.moveToDelayed(Date.now() + REST_MILLISECONDS, token);
    // BullMQ's way to say that the job is not finished.
    throw new DelayedError();
  };
}
