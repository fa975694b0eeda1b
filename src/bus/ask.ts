import { randomUUID } from 'node:crypto';
import { type Span, trace } from '@opentelemetry/api';
import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import type { AnswerBatch } from '../sources/answer-part.ts';
import { type Priority, priorityNumber } from '../sources/priority.ts';
import { failureReasonOf, type Query, SourceFailure } from '../sources/query.ts';
import { traceparent } from '../tracing/traceparent.ts';
import { createBell } from './bell.ts';
import { createJoiner } from './chunks.ts';
import { atDeadline } from './deadline.ts';
import { type ControlContent, type Reply, sealFrame } from './frame.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { queueOf, sealJob, sourceOf } from './job.ts';
import type { Lines } from './lines.ts';
import type { JobQueue } from './queues.ts';
import type { ReplyChannel } from './reply-channel.ts';
import type { Sealer } from './seal.ts';

/**
 * How many chunks (of 256 KB) a worker may be ahead of the consumer, per query. Thirty large answers at once then
 * stay within the 32 MB that Redis holds for a subscriber before it drops it, and every other query's replies with it.
 */
const WINDOW = 4;
/** Credit goes back in halves of the window: the worker need not stand still, and a short answer needs none. */
const CREDIT = WINDOW / 2;
/** Those that a trace tells of: the query was taken, and its answer began. */
const FIRST_REPLIES = 2;
/** How long replies to an abandoned query are still known for what they are. */
const REMEMBERED_MILLISECONDS = 60_000;

export interface AskOptions {
  readonly priority: Priority;
  readonly signal?: AbortSignal;
}

/** The asking side: who waits for what, and what comes in for them. */
export interface Asker {
  /** See `Bus.ask`. */
  ask(query: Query, options: AskOptions): AsyncGenerator<AnswerBatch>;
  received(reply: Reply): void;
  /** A reply to this query could not be opened. */
  unreadable(id: string): void;
  /** Replies may be lost: everyone who waits is told, rather than left to wait for what does not come. */
  interrupted(text: string): void;
  /** Addresses of the workers from which replies are waited for. */
  waitedFor(): ReadonlySet<string>;
  /** This worker is gone: who waits for it is told. */
  vanished(worker: string): void;
  /** Resolves when nobody waits for replies. */
  idle(): Promise<void>;
}

interface AskerParts {
  readonly queue: (name: string) => JobQueue;
  readonly channel: ReplyChannel;
  readonly sealer: Sealer;
  readonly events: Events;
  readonly lines: Lines;
}

interface Waiting {
  readonly id: string;
  readonly query: Query;
  readonly inbox: Inbox<Exclude<Reply, { kind: 'taken' }>>;
  /** Resolves when the job is on its queue, or is known not to be. */
  added: Promise<unknown>;
  /** To be called when a worker has taken the job, or nobody needs to. */
  leaveLine(): void;
  /** Address of the worker, once it has taken the job. */
  worker: string | undefined;
  /** Number of the reply that comes next. */
  next: number;
  open: boolean;
  /** Of the call that asks: replies come in outside of it. */
  readonly step: Span | undefined;
}

/** BullMQ's options for every query: sent to its source at most once, and gone when done. */
const atMostOnce = { attempts: 1, removeOnComplete: true, removeOnFail: true };

export function createAsker({ queue, channel, sealer, events, lines }: AskerParts): Asker {
  /** Who waits, and for a while those who have given up. */
  const asked = new Map<string, Waiting>();
  let open = 0;
  const idle = createBell();

  async function* ask(query: Query, { priority, signal }: AskOptions): AsyncGenerator<AnswerBatch> {
    signal?.throwIfAborted();
    if (Date.now() >= query.deadline) throw timedOut();
    const broken = channel.problems()[0];
    if (broken) throw unavailable(broken);

    const waiting = enqueue(query, priority);
    const cancel = () => abandon(waiting, signal?.reason);
    const timer = atDeadline(query.deadline, () => abandon(waiting, timedOut()));
    signal?.addEventListener('abort', cancel);
    try {
      yield* answerTo(waiting, signal);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      abandon(waiting, undefined);
    }
  }

  function enqueue(query: Query, priority: Priority): Waiting {
    const leaveLine = lines.join(query.source, priority);
    const id = randomUUID();
    const name = queueOf(query.source);
    const understood = { endsInChunk: true, takesBatches: true } as const;
    const task = { query: { ...query, priority }, window: WINDOW, ...understood };
    const job = sealJob(sealer, name, id, channel.address, task);
    const data = { ...job, traceparent: traceparent() };
    const added = queue(name).add('query', data, { jobId: id, priority: priorityNumber[priority], ...atMostOnce });
    const waiting: Waiting = {
      id,
      query,
      inbox: createInbox(),
      added,
      leaveLine,
      worker: undefined,
      next: 0,
      open: true,
      step: trace.getActiveSpan(),
    };
    asked.set(id, waiting);
    open++;
    waiting.added = added.catch((error: unknown) => abandon(waiting, notQueued(error)));
    return waiting;
  }

  async function* answerTo(waiting: Waiting, signal: AbortSignal | undefined): AsyncGenerator<AnswerBatch> {
    const joiner = createJoiner();
    let parts = 0;
    for (let chunks = 1; ; chunks++) {
      const reply = await waiting.inbox.take();
      signal?.throwIfAborted();
      if (reply.kind === 'failure') throw new SourceFailure(failureReasonOf(reply.reason), reply.status, reply.text);
      if (reply.kind !== 'end') {
        for (const batch of joiner.push(reply.bytes)) {
          parts += batch.length;
          yield batch;
          signal?.throwIfAborted();
        }
      }
      if (reply.kind !== 'chunk') {
        if (reply.parts !== parts || joiner.rest() > 0) throw unavailable('Part of the answer is missing.');
        return;
      }
      if (chunks % CREDIT === 0 && waiting.open) tell(waiting, { kind: 'credit', chunks: CREDIT });
    }
  }

  function received(reply: Reply): void {
    const waiting = asked.get(reply.id);
    if (!waiting?.open) {
      late(reply, waiting?.query);
      return;
    }
    waiting.worker = reply.from;
    waiting.leaveLine();
    if (reply.number < FIRST_REPLIES) waiting.step?.addEvent(reply.kind === 'last' ? 'chunk' : reply.kind);
    if (reply.number !== waiting.next++) abandon(waiting, unavailable('Part of the answer was lost.'));
    else if (reply.kind !== 'taken') waiting.inbox.put(reply);
    if (isEnd(reply)) forget(waiting);
  }

  function late(reply: Reply, query: Query | undefined): void {
    const source = query?.source ?? sourceOf(reply.queue);
    if (reply.kind !== 'taken') events.emit('bus:reply:late', { source, correlationId: query?.correlationId ?? '' });
    if (reply.kind === 'taken' || reply.kind === 'chunk') post(reply.from, reply, { kind: 'cancel' });
  }

  /** Gives up waiting; without effect when the answer is complete. What came before `reason` can still be read. */
  function abandon(waiting: Waiting, reason: unknown): void {
    if (!waiting.open) return;
    waiting.inbox.fail(reason);
    stopWork(waiting);
    setTimeout(() => asked.delete(waiting.id), REMEMBERED_MILLISECONDS).unref();
    close(waiting);
  }

  function forget(waiting: Waiting): void {
    asked.delete(waiting.id);
    if (waiting.open) close(waiting);
  }

  function close(waiting: Waiting): void {
    waiting.open = false;
    waiting.leaveLine();
    open--;
    if (open === 0) idle.ring();
  }

  /** Who has it stops; if nobody has, it leaves the queue; who takes it in between is told on the first reply. */
  function stopWork(waiting: Waiting): void {
    const { id, query, added, worker } = waiting;
    if (worker) tell(waiting, { kind: 'cancel' });
    // A job that cannot be removed is dropped by the worker that finds it past its deadline.
    else added.then(() => queue(queueOf(query.source)).remove(id)).catch(() => undefined);
  }

  function tell(waiting: Waiting, content: ControlContent): void {
    if (waiting.worker) post(waiting.worker, { id: waiting.id, queue: queueOf(waiting.query.source) }, content);
  }

  function post(to: string, { id, queue: name }: { id: string; queue: string }, content: ControlContent): void {
    const frame = sealFrame(sealer, { ...content, id, queue: name, from: channel.address });
    // Unheard or unsent is the same: the worker stops by itself at the deadline, and so does whoever waits here.
    channel.post(to, frame).catch(() => undefined);
  }

  return {
    ask,
    received,
    unreadable(id) {
      const waiting = asked.get(id);
      if (waiting) abandon(waiting, unavailable('A reply could not be opened: is BUS_KEY_FILE the same everywhere?'));
    },
    interrupted(text) {
      for (const waiting of asked.values()) abandon(waiting, unavailable(text));
    },
    waitedFor: () =>
      new Set([...asked.values()].flatMap(({ open: waits, worker }) => (waits && worker ? [worker] : []))),
    vanished(address) {
      const lost = [...asked.values()].filter(({ open: waits, worker }) => waits && worker === address);
      if (lost.length > 0) events.emit('bus:worker:vanished', { queries: lost.length });
      // Whether the record system was asked is not known, so nobody else is.
      for (const waiting of lost) abandon(waiting, unavailable('The worker that had taken the query has vanished.'));
    },
    async idle() {
      if (open > 0) await idle.heard();
    },
  };
}

export function unavailable(text: string, options?: ErrorOptions): SourceFailure {
  return new SourceFailure('bus-unavailable', 503, text, options);
}

function timedOut(): SourceFailure {
  return new SourceFailure('timed-out', 504, 'The record system did not answer in time.');
}

function isEnd({ kind }: Reply): boolean {
  return kind === 'end' || kind === 'last' || kind === 'failure';
}

/** What the store says about its caller's mistake passes as it is. */
function notQueued(error: unknown): Error {
  return error instanceof BridgeError ? error : unavailable('The query could not be queued.', { cause: error });
}
