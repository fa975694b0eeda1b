import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import type { AnswerBatch } from '../sources/answer-part.ts';
import type { Query } from '../sources/query.ts';
import type { Store } from '../store/index.ts';
import { type Answerer, createAnswerer, type Handler } from './answer.ts';
import { type Asker, type AskOptions, createAsker, unavailable } from './ask.ts';
import { openFrame } from './frame.ts';
import { queueOf } from './job.ts';
import type { Keys } from './keyring.ts';
import { createLines } from './lines.ts';
import { embeddedQueues, type JobQueue, type JobWorker, type Queues, redisQueues } from './queues.ts';
import { connectRedis } from './redis-connection.ts';
import { openRedisChannel } from './redis-reply-channel.ts';
import { openLocalChannel, type Receiver, type ReplyChannel } from './reply-channel.ts';
import { createSealer, type Sealer } from './seal.ts';
import { settlesWithin } from './settles-within.ts';
import { watchForVanished } from './vanished.ts';
import { openWakeQueue, type WakeQueue } from './wakes.ts';
import { type BusHealth, createWatch, type Hands, handsOf, type QueueStatus, type WorkerPulse } from './watch.ts';

export interface BusOptions {
  /** `redis://…` or `rediss://…`; undefined = embedded, in `store`. */
  readonly busUrl: string | undefined;
  readonly store: Store | undefined;
  /** 32 bytes, the same in every process of the installation; see `loadBusKey`. */
  readonly key: Keys;
  readonly events: Events;
  /** How many of this instance's queries may wait to be taken at a source; see `createLines`. */
  readonly mostWaiting: (source: string) => number;
  /** How long `close` waits for queries under way; asked when it is called. */
  readonly drainMilliseconds: () => number;
}

/** Carries queries from whoever asks to the workers of each record system, and records back. */
export interface Bus {
  /**
   * Puts the query on its source's queue when iteration starts, and gives records as they come. Ends when the worker
   * says that all are sent. Throws SourceFailure: the connector's own, `timed-out` at the query's deadline, `busy` when
   * too many wait already, or `bus-unavailable`. When `signal` aborts it throws the signal's reason. Leaving the loop cancels the query.
   */
  ask(query: Query, options: AskOptions): AsyncGenerator<AnswerBatch>;
  /**
   * Works on one source's queue, at most `concurrency` queries at a time. The handler's signal aborts at the query's
   * deadline and when nobody waits any more. A query is handed to a handler at most once.
   */
  work(source: string, concurrency: number, handler: Handler): Promise<void>;
  /** A queue of wakes, its opener's to close, and before the bus. */
  wakes(name: string): WakeQueue;
  /** The queues this process has asked or worked on. Throws `BUS_UNAVAILABLE`. */
  status(): Promise<QueueStatus[]>;
  health(): Promise<BusHealth>;
  /** The workers of this process. */
  hands(): readonly Hands[];
  /**
   * Takes no more queries, lets those under way finish for a bounded time, tells the rest, and gives back in order:
   * workers, queues, reply channel, connections. The store stays open; it is its owner's.
   */
  close(): Promise<void>;
}

/** What is left to do once everything under way was broken off. */
const BREAK_OFF_MILLISECONDS = 2_000;
const SILENCE_MILLISECONDS = 10_000;

/**
 * Throws `BUS_UNAVAILABLE` when Redis cannot be reached, and `CONFIG_INVALID` when there is neither Redis nor an
 * embedded store: over a PostgreSQL server there may be several processes, and replies cross processes only over Redis.
 */
export async function createBus(options: BusOptions): Promise<Bus> {
  const { busUrl, store, key, events, mostWaiting, drainMilliseconds } = options;
  const failed = reporter(events);
  const sealer = createSealer(key);
  const receiver = createReceiver(sealer, events);
  const carrier = busUrl === undefined ? embedded(store, receiver, failed) : await overRedis(busUrl, receiver, failed);
  const { queues, channel } = carrier;

  const opened = new Map<string, JobQueue>();
  const workers = new Map<string, WorkerPulse & { readonly worker: JobWorker }>();
  const queue = (name: string): JobQueue => {
    const known = opened.get(name) ?? queues.queue(name);
    opened.set(name, known);
    return known;
  };
  const asker = createAsker({ queue, channel, sealer, events, lines: createLines(mostWaiting) });
  const answerer = createAnswerer({ channel, sealer, events });
  receiver.connect(asker, answerer);
  const watch = createWatch({ queues, open: opened, workers, channel, events });
  const vanished = watchForVanished({ channel, waitedFor: asker.waitedFor, vanished: asker.vanished });
  let closing: Promise<void> | undefined;

  async function* ask(query: Query, options: AskOptions): AsyncGenerator<AnswerBatch> {
    if (closing) throw unavailable('This bridge is stopping.');
    yield* asker.ask(query, options);
  }

  async function work(source: string, concurrency: number, handler: Handler): Promise<void> {
    const name = queueOf(source);
    if (workers.has(name)) throw new Error(`${name} has its worker in this process already.`);
    const pulse = { concurrency, running: 0, moved: performance.now() };
    queue(name);
    const worker = queues.worker(name, concurrency, async (job) => {
      pulse.running++;
      events.emit('bus:query:taken', { queue: name });
      pulse.moved = performance.now();
      try {
        return await answerer.answer(name, handler, job);
      } finally {
        pulse.running--;
        pulse.moved = performance.now();
      }
    });
    workers.set(name, Object.assign(pulse, { worker }));
    await worker.waitUntilReady();
  }

  async function status(): Promise<QueueStatus[]> {
    try {
      return await watch.status();
    } catch (cause) {
      throw new BridgeError('BUS_UNAVAILABLE', undefined, { cause });
    }
  }

  async function shutDown(): Promise<void> {
    const end = performance.now() + drainMilliseconds();
    watch.stop();
    vanished.stop();
    // Our own askers first: their queries may still wait for our own workers.
    await settlesWithin(asker.idle(), end - performance.now());
    const stopped = Promise.allSettled([...workers.values()].map(({ worker }) => worker.close()));
    if (!(await settlesWithin(stopped, end - performance.now()))) {
      answerer.stop();
      await settlesWithin(stopped, BREAK_OFF_MILLISECONDS);
    }
    asker.interrupted('This bridge is stopping.');
    const queuesClosed = Promise.allSettled([...opened.values()].map((each) => each.close()));
    await settlesWithin(queuesClosed, BREAK_OFF_MILLISECONDS);
    await channel.close();
    carrier.release?.();
  }

  const close = () => (closing ??= shutDown());
  const wakes = (name: string) => openWakeQueue(queues, name);
  return { ask, work, wakes, status, health: watch.health, hands: () => handsOf(workers), close };
}

/** Ten connections that try again every second say the same ten times a second: once in a while is enough. */
function reporter(events: Events): (error: Error) => void {
  const said = new Set<string>();
  return ({ message: text }) => {
    if (said.has(text)) return;
    said.add(text);
    setTimeout(() => said.delete(text), SILENCE_MILLISECONDS).unref();
    events.emit('bus:backend:failed', { text });
  };
}

/** What carries the bus: queues, reply channel, and how to give back what is under them. */
interface Carrier {
  readonly queues: Queues;
  readonly channel: ReplyChannel;
  release?(): void;
}

async function overRedis(url: string, receiver: Receiver, failed: (error: Error) => void): Promise<Carrier> {
  const redis = await connectRedis(url, failed);
  try {
    const channel = await openRedisChannel(redis, receiver);
    return { queues: redisQueues(redis.asking, redis.working, failed), channel, release: redis.close };
  } catch (cause) {
    redis.close();
    throw new BridgeError('BUS_UNAVAILABLE', (cause as Error).message, { cause });
  }
}

function embedded(store: Store | undefined, receiver: Receiver, failed: (error: Error) => void): Carrier {
  if (!store?.embedded) throw new BridgeError('CONFIG_INVALID', 'BUS_URL must be set when DATABASE_URL is.');
  return { queues: embeddedQueues(store, failed), channel: openLocalChannel(receiver) };
}

/** Opens what comes in and hands it to the side it is for. */
function createReceiver(
  sealer: Sealer,
  events: Events,
): Receiver & { connect(asker: Asker, answerer: Answerer): void } {
  let sides: { asker: Asker; answerer: Answerer } | undefined;
  return {
    connect(asker, answerer) {
      sides = { asker, answerer };
    },
    received(bytes) {
      const frame = openFrame(sealer, bytes);
      if (!frame || frame.kind === 'unreadable') {
        events.emit('bus:payload:refused', { queue: frame?.queue ?? '' });
        if (frame) sides?.asker.unreadable(frame.id);
      } else if (frame.kind === 'credit' || frame.kind === 'cancel') {
        sides?.answerer.received(frame);
      } else {
        sides?.asker.received(frame);
      }
    },
    interrupted() {
      sides?.asker.interrupted('The connection to Redis broke; replies may have been lost.');
    },
  };
}
