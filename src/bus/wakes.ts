import type { JobQueue, JobWorker, Queues } from './queues.ts';

/**
 * A queue whose jobs say nothing but that there is something to do, by a name of the caller's: a random id. What is to be
 * done stands in the store, so a wake that is lost or comes twice does no harm.
 */
export interface WakeQueue {
  /** Rejects while Redis is away. An id that waits already is not added again. */
  wake(ids: readonly string[]): Promise<void>;
  /** How many wait. */
  depth(): Promise<number>;
  /** Hands ids to `process`, so many at once and a second in all processes together. */
  work(limits: WakeLimits, process: (id: string) => Promise<void>): Promise<WakeWorker>;
  close(): Promise<void>;
}

export interface WakeLimits {
  readonly atOnce: number;
  readonly perSecond: number | undefined;
}

export interface WakeWorker {
  /** Takes no more until resumed; what it has goes on. */
  pause(): Promise<void>;
  resume(): void;
  /** Tells the queue its limits again: Redis may have lost them. */
  remind(): Promise<void>;
  /** Resolves when what it has is done. */
  close(): Promise<void>;
}

const once = { removeOnComplete: true, removeOnFail: true };

export function openWakeQueue(queues: Queues, name: string): WakeQueue {
  const queue: JobQueue<null> = queues.queue(name);
  return {
    async wake(ids) {
      if (ids.length > 0)
        await queue.addBulk(ids.map((jobId) => ({ name: 'wake', data: null, opts: { jobId, ...once } })));
    },
    depth: async () => (await queue.getJobCounts('waiting')).waiting ?? 0,
    async work({ atOnce, perSecond }, process) {
      const remind = () => queues.limit(queue, atOnce);
      await remind();
      const worker: JobWorker<null> = queues.worker(
        name,
        atOnce,
        async ({ id }) => {
          await process(id);
          return 'done';
        },
        perSecond,
      );
      await worker.waitUntilReady();
      return {
        pause: () => worker.pause(true),
        resume: () => worker.resume(),
        remind,
        close: () => worker.close(),
      };
    },
    close: () => queue.close(),
  };
}
