import { createPostgresBackend, DelayedError, type Job, type PgPool, Queue, Worker, withBackend } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Store } from '../store/index.ts';
import type { JobData } from './job.ts';

/** What the bus uses of BullMQ's queue and worker, whichever backend is under them. */
export type JobQueue = Pick<
  Queue<JobData, void>,
  'name' | 'add' | 'remove' | 'getJobCounts' | 'getJobs' | 'getWorkersCount' | 'close'
>;
export type JobWorker = Pick<Worker<JobData, void>, 'name' | 'isRunning' | 'waitUntilReady' | 'close'>;
/**
 * Carries out one job, or gives it back to the queue for another worker. It must not throw: what went wrong is told on the
 * reply channel, not kept on the queue.
 */
type Process = (job: { readonly id: string; readonly data: JobData }) => Promise<'done' | 'given-back'>;

/** Opens BullMQ queues and workers. Their errors are all handed to `failed`. */
export interface Queues {
  queue(name: string): JobQueue;
  worker(name: string, concurrency: number, process: Process): JobWorker;
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
};

export function redisQueues(asking: Redis, working: Redis, failed: (error: Error) => void): Queues {
  return {
    queue(name) {
      // Both skips together: a queue first used during an outage would otherwise wait for Redis, and stay broken after.
      const failFast = { skipVersionCheck: true, skipWaitingForReady: true };
      const queue = new Queue<JobData, void>(name, { ...queueOptions, ...failFast, connection: asking });
      return queue.on('error', failed);
    },
    worker(name, concurrency, process) {
      const options = { ...workerOptions, concurrency, connection: working };
      return new Worker<JobData, void>(name, identified(process), options).on('error', failed);
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
    queue(name) {
      return new Embedded.Queue<JobData, void>(name, { ...queueOptions, connection }).on('error', failed);
    },
    worker(name, concurrency, process) {
      const options = { ...workerOptions, concurrency, connection };
      worked.add(name);
      return new Embedded.Worker<JobData, void>(name, identified(process), options).on('error', failed);
    },
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

function identified(process: Process): (job: Job<JobData, void>, token?: string) => Promise<void> {
  return async (job, token) => {
    const { id, data } = job;
    if (id === undefined || (await process({ id, data })) === 'done') return;
    await job.moveToDelayed(Date.now() + REST_MILLISECONDS, token);
    // BullMQ's way to say that the job is not finished.
    throw new DelayedError();
  };
}
