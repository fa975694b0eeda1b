import type { Query } from '../sources/query.ts';
import { FRAME_VERSION } from './frame.ts';
import type { Sealer } from './seal.ts';

/**
 * A query as a job on its source's queue. In clear it carries only when it is due and which bridge instance asked;
 * the query itself is sealed to this job on this queue.
 */
export interface JobData {
  readonly v: number;
  /** Epoch milliseconds. */
  readonly deadline: number;
  /** The version of the frames that the asker reads (frame.ts). */
  readonly reads: number;
  /** Address on the reply channel: the random id of the asking instance. */
  readonly replyTo: string;
  /** Base64. */
  readonly sealed: string;
  /** Of the step that asks (W3C Trace Context): random ids. Not sealed, and nothing depends on it. */
  readonly traceparent?: string | undefined;
}

/** What is under the seal. */
export interface Task {
  readonly query: Query;
  /** How many reply chunks the worker may send before the asker gives credit. */
  readonly window: number;
  /** Whether the asker understands the last bytes and the end in one; those of earlier releases do not. */
  readonly endsInChunk?: true;
  /** Whether the asker reads batches (batches.ts); those of earlier releases read one part a line. */
  readonly takesBatches?: true;
}

const VERSION = 2;
const PREFIX = 'source-';

/** The queue of one record system, named after its HSA-id alone (which holds no ':', as BullMQ requires). */
export function queueOf(source: string): string {
  return PREFIX + source;
}

export function sourceOf(queue: string): string {
  return queue.slice(PREFIX.length);
}

export function sealJob(sealer: Sealer, queue: string, id: string, replyTo: string, task: Task): JobData {
  const clear = { v: VERSION, reads: FRAME_VERSION, deadline: task.query.deadline, replyTo };
  const sealed = sealer.seal(Buffer.from(JSON.stringify(task)), contextOf(queue, id, clear));
  return { ...clear, sealed: sealed.toString('base64') };
}

/**
 * Whether the job can be opened and answered here. One that cannot was put by another version of the bridge, and is for a
 * worker of that version.
 */
export function isUnderstood({ v, reads }: JobData): boolean {
  return v === VERSION && reads === FRAME_VERSION;
}

/** Undefined when the job was sealed with another key, or was changed or moved on its way. */
export function openJob(sealer: Sealer, queue: string, id: string, data: JobData): Task | undefined {
  if (typeof data.sealed !== 'string') return undefined;
  const content = sealer.open(Buffer.from(data.sealed, 'base64'), contextOf(queue, id, data));
  return content && (JSON.parse(content.toString()) as Task);
}

function contextOf(
  queue: string,
  id: string,
  { v, reads, deadline, replyTo }: Omit<JobData, 'sealed' | 'traceparent'>,
): string {
  return JSON.stringify(['query', v, reads, queue, id, deadline, replyTo]);
}
