import type { Events } from '../events.ts';
import { sourceOf } from './job.ts';
import type { JobQueue, Queues } from './queues.ts';
import type { ReplyChannel } from './reply-channel.ts';
import { settlesWithin } from './settles-within.ts';

export interface QueueStatus {
  readonly queue: string;
  /** HSA-id of the record system. */
  readonly source: string;
  readonly waiting: number;
  readonly active: number;
  /** Of the first hundred active ones, those past their deadline: whoever has them has stopped moving. */
  readonly overdue: number;
  /** How long the oldest of the first hundred waiting queries has waited. */
  readonly oldestMilliseconds?: number;
  /** Worker processes on the queue; undefined where Redis does not tell. */
  readonly workers?: number;
}

export interface BusHealth {
  readonly ok: boolean;
  /** Full sentences for the operator; empty when ok. */
  readonly reasons: readonly string[];
}

/** What a worker of this process does, noted as it does it. */
export interface WorkerPulse {
  readonly concurrency: number;
  running: number;
  /** `performance.now()` when it last took up or finished a query. */
  moved: number;
}

/** What a worker of this process does at the moment. */
export interface Hands {
  /** HSA-id of the record system. */
  readonly source: string;
  readonly concurrency: number;
  readonly running: number;
  /** Since it last took up or finished a query, or began to work. */
  readonly idleMilliseconds: number;
}

export function handsOf(workers: ReadonlyMap<string, WorkerPulse>): Hands[] {
  return [...workers].map(([queue, { concurrency, running, moved }]) => ({
    source: sourceOf(queue),
    concurrency,
    running,
    idleMilliseconds: Math.round(performance.now() - moved),
  }));
}

interface WatchParts {
  readonly queues: Queues;
  readonly open: ReadonlyMap<string, JobQueue>;
  readonly workers: ReadonlyMap<string, WorkerPulse>;
  readonly channel: ReplyChannel;
  readonly events: Events;
}

export interface Watch {
  status(): Promise<QueueStatus[]>;
  health(): Promise<BusHealth>;
  stop(): void;
}

/** A query that waits longer than this while hands are free says that work does not move. */
const STALL_MILLISECONDS = 5_000;
/** A worker that moves lets go of a query at its deadline. */
const OVERDUE_MILLISECONDS = 2_000;
const ROUND_MILLISECONDS = 5_000;
const PATIENCE_MILLISECONDS = 4_000;
const SAMPLE = 100;

/**
 * Watches whether work moves, which a connection that answers pings does not prove: replies come through, and no
 * query waits on a queue that has a free worker, or none that moves. Looks regularly by itself and tells of each queue
 * that comes to a stand (`bus:work:stalled`), once.
 */
export function createWatch({ queues, open, workers, channel, events }: WatchParts): Watch {
  const stalled = new Set<string>();

  async function statusOf(queue: JobQueue): Promise<QueueStatus> {
    const [counts, sample, taken, count] = await Promise.all([
      queue.getJobCounts('prioritized', 'delayed', 'active'),
      queue.getJobs(['prioritized', 'delayed'], 0, SAMPLE - 1, true),
      queue.getJobs(['active'], 0, SAMPLE - 1),
      queues.workersOn(queue),
    ]);
    const late = Date.now() - OVERDUE_MILLISECONDS;
    const oldest = sample.reduce((least, job) => Math.min(least, job?.timestamp ?? least), Number.POSITIVE_INFINITY);
    return {
      queue: queue.name,
      source: sourceOf(queue.name),
      waiting: (counts.prioritized ?? 0) + (counts.delayed ?? 0),
      active: counts.active ?? 0,
      overdue: taken.filter((job) => (job?.data.deadline ?? late) < late).length,
      ...(Number.isFinite(oldest) && { oldestMilliseconds: Math.max(Date.now() - oldest, 0) }),
      ...(count !== undefined && { workers: count }),
    };
  }

  const status = () => Promise.all([...open.values()].map(statusOf));

  async function findStalls(): Promise<Map<string, string>> {
    const stalls = new Map<string, string>();
    for (const found of await status()) {
      const text = stallOf(found, workers.get(found.queue));
      if (text) stalls.set(found.queue, text);
    }
    for (const [queue, text] of stalls) if (!stalled.has(queue)) events.emit('bus:work:stalled', { queue, text });
    stalled.clear();
    for (const queue of stalls.keys()) stalled.add(queue);
    return stalls;
  }

  async function health(): Promise<BusHealth> {
    const broken = channel.problems();
    if (broken.length > 0) return { ok: false, reasons: broken };
    const stalls = findStalls();
    if (!(await settlesWithin(stalls, PATIENCE_MILLISECONDS))) {
      return { ok: false, reasons: ['The queues cannot be read in time.'] };
    }
    try {
      const reasons = [...(await stalls).values()];
      return { ok: reasons.length === 0, reasons };
    } catch (error) {
      return { ok: false, reasons: [`The queues cannot be read: ${(error as Error).message}`] };
    }
  }

  const rounds = setInterval(health, ROUND_MILLISECONDS).unref();
  return { status, health, stop: () => clearInterval(rounds) };
}

/** Why work on a queue stands still, in a sentence; undefined when it moves or there is none. */
export function stallOf(
  { queue, waiting, active, overdue, oldestMilliseconds = 0, workers }: QueueStatus,
  pulse: WorkerPulse | undefined,
): string | undefined {
  if (waiting === 0 || oldestMilliseconds < STALL_MILLISECONDS) return undefined;
  const backlog = `${waiting} waiting, the oldest for ${oldestMilliseconds} ms`;
  if (!pulse) {
    if (workers === 0) return `Nobody works on ${queue}: ${backlog}.`;
    return overdue >= active ? `Nobody takes queries from ${queue}, though it has workers: ${backlog}.` : undefined;
  }
  const idle = pulse.running < pulse.concurrency && performance.now() - pulse.moved > STALL_MILLISECONDS;
  return idle ? `The worker on ${queue} takes no queries though it is free: ${backlog}.` : undefined;
}
