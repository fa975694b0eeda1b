import type { Events } from '../events.ts';
import type { AnswerBatch } from '../sources/answer-part.ts';
import { type Query, SourceFailure } from '../sources/query.ts';
import { writeBatch, writeLines } from './batches.ts';
import { createBell } from './bell.ts';
import { cutBatches } from './chunks.ts';
import { atDeadline } from './deadline.ts';
import { CHUNK_BYTES, type Control, type ReplyContent, sealFrame } from './frame.ts';
import { isUnderstood, type JobData, openJob } from './job.ts';
import type { ReplyChannel } from './reply-channel.ts';
import type { Sealer } from './seal.ts';

/** `traceparent`: of the step that asked, undefined when it is part of no trace. */
export type Handler = (
  query: Query,
  signal: AbortSignal,
  traceparent: string | undefined,
) => AsyncIterable<AnswerBatch>;

/** The working side: carries out jobs and replies to whoever asked. */
export interface Answerer {
  /**
   * Never rejects: what goes wrong is told to the asker, or is nobody's business any more. A job of another version of the
   * bridge is not touched, and given back while somebody waits for its answer.
   */
  answer(
    queue: string,
    handler: Handler,
    job: { readonly id: string; readonly data: JobData },
  ): Promise<'done' | 'given-back'>;
  received(control: Control): void;
  /** Breaks off everything under way; the askers are told. */
  stop(): void;
}

interface AnswererParts {
  readonly channel: ReplyChannel;
  readonly sealer: Sealer;
  readonly events: Events;
}

/** One answer on its way to its asker. */
interface Conversation {
  readonly signal: AbortSignal;
  /** Resolves when the asker has room for one more chunk; rejects when the conversation is stopped. */
  room(): Promise<void>;
  grant(chunks: number): void;
  stop(reason: SourceFailure): void;
  /** Rejects with `nobodyWaits` when nobody hears it. */
  say(content: ReplyContent): Promise<void>;
}

/** Why work stops whose asker has given up, has gone, or cannot be reached. Told to nobody. */
const nobodyWaits = new SourceFailure('timed-out', 504, 'Nobody waits for this answer any more.');

export function createAnswerer({ channel, sealer, events }: AnswererParts): Answerer {
  const conversations = new Map<string, Conversation>();

  async function answer(queue: string, handler: Handler, job: { id: string; data: JobData }) {
    if (Date.now() >= job.data.deadline) {
      events.emit('bus:query:expired', { queue });
      return 'done';
    }
    if (!isUnderstood(job.data)) {
      events.emit('bus:query:returned', { queue });
      return 'given-back';
    }
    const conversation = converse(queue, job);
    const timer = atDeadline(job.data.deadline, () => conversation.stop(nobodyWaits));
    conversations.set(job.id, conversation);
    try {
      await reply(queue, handler, job, conversation);
    } catch (error) {
      await explain(queue, error, conversation);
    } finally {
      clearTimeout(timer);
      conversations.delete(job.id);
    }
    return 'done';
  }

  async function reply(queue: string, handler: Handler, job: { id: string; data: JobData }, to: Conversation) {
    const task = openJob(sealer, queue, job.id, job.data);
    if (!task) {
      events.emit('bus:payload:refused', { queue });
      throw new SourceFailure('bus-unavailable', 503, 'The worker could not open the query.');
    }
    let parts = 0;
    const write = (batch: AnswerBatch) => {
      parts += batch.length;
      return task.takesBatches ? writeBatch(batch) : writeLines(batch);
    };
    to.grant(task.window);
    await to.say({ kind: 'taken' });
    const chunks = cutBatches(handler(task.query, to.signal, job.data.traceparent), CHUNK_BYTES, write);
    for await (const { bytes, isLast } of untilAborted(chunks, to.signal)) {
      await to.room();
      if (isLast && task.endsInChunk) return to.say({ kind: 'last', bytes, parts });
      await to.say({ kind: 'chunk', bytes });
    }
    await to.say({ kind: 'end', parts });
  }

  async function explain(queue: string, error: unknown, to: Conversation): Promise<void> {
    const reason: unknown = to.signal.aborted ? to.signal.reason : error;
    if (reason === nobodyWaits) return;
    if (!(reason instanceof SourceFailure)) events.emit('bus:handler:failed', { queue, text: placeOf(reason) });
    const failure =
      reason instanceof SourceFailure
        ? reason
        : new SourceFailure('bad-data', 500, 'Internal error in the bridge while it read the answer.');
    const { reason: why, status, message: text } = failure;
    // Unheard is as good as told: nobody waits.
    await to.say({ kind: 'failure', reason: why, status, text }).catch(() => undefined);
  }

  function converse(queue: string, { id, data }: { id: string; data: JobData }): Conversation {
    const abort = new AbortController();
    let credit = 0;
    let number = 0;
    const bell = createBell();
    const stop = (reason: SourceFailure) => {
      abort.abort(reason);
      bell.ring();
    };
    return {
      signal: abort.signal,
      stop,
      grant(chunks) {
        credit += chunks;
        bell.ring();
      },
      async room() {
        while (credit === 0 && !abort.signal.aborted) await bell.heard();
        abort.signal.throwIfAborted();
        credit--;
      },
      async say(content) {
        const frame = sealFrame(sealer, { ...content, id, queue, from: channel.address, number: number++ });
        const heard = await channel.post(data.replyTo, frame).catch(() => false);
        if (heard) return;
        stop(nobodyWaits);
        throw nobodyWaits;
      },
    };
  }

  return {
    answer,
    received(control) {
      const conversation = conversations.get(control.id);
      if (control.kind === 'credit') conversation?.grant(control.chunks);
      else conversation?.stop(nobodyWaits);
    },
    stop() {
      const stopping = new SourceFailure('bus-unavailable', 503, 'The worker was stopped before the answer was whole.');
      for (const conversation of conversations.values()) conversation.stop(stopping);
    },
  };
}

/** The same items, but an abort ends the wait for the next one even when whoever makes it does not listen. */
async function* untilAborted<Item>(items: AsyncGenerator<Item>, signal: AbortSignal): AsyncGenerator<Item> {
  let giveUp: ((reason: unknown) => void) | undefined;
  const aborted = () => giveUp?.(signal.reason);
  signal.addEventListener('abort', aborted);
  try {
    for (;;) {
      signal.throwIfAborted();
      const step = await new Promise<IteratorResult<Item>>((resolve, reject) => {
        giveUp = reject;
        items.next().then(resolve, reject);
      });
      if (step.done) return;
      yield step.value;
    }
  } finally {
    signal.removeEventListener('abort', aborted);
    // Not awaited: a connector that does not listen would keep the worker's place. What it says now is to nobody.
    items.return(undefined).catch(() => undefined);
  }
}

/** Where in the code, without the message: that may quote what the source sent. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const frame = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return `${error.name} ${frame?.trim() ?? ''}`.trim();
}
