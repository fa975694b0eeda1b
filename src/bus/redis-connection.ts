import { Redis, type RedisOptions } from 'ioredis';
import { BridgeError } from '../errors.ts';

/**
 * Connections to Redis with the options BullMQ asks for in production (its guide "Going to production"): who asks must
 * hear at once that Redis is gone, who works must wait until it is back. Both reconnect for ever, at most a second apart.
 */
const CONNECT_MILLISECONDS = 3_000;
/** A command whose answer takes longer goes to a Redis that hangs, or over a network that swallows it. */
const ANSWER_MILLISECONDS = 3_000;
/** Longer than a worker's blocking wait (BullMQ's drainDelay, five seconds). */
const BLOCKED_MILLISECONDS = 15_000;

const common = {
  connectTimeout: CONNECT_MILLISECONDS,
  retryStrategy: (times: number) => Math.min(50 * 2 ** times, 1_000),
} satisfies RedisOptions;

const failFast = {
  ...common,
  enableOfflineQueue: false,
  // Together: what was under way when the connection broke is refused, never sent a second time.
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  // redis-reply-channel.ts subscribes again itself.
  autoResubscribe: false,
  commandTimeout: ANSWER_MILLISECONDS,
  socketTimeout: ANSWER_MILLISECONDS,
} satisfies RedisOptions;

const patient = {
  ...common,
  maxRetriesPerRequest: null,
  socketTimeout: BLOCKED_MILLISECONDS,
} satisfies RedisOptions;

export interface RedisConnections {
  /** Refuses at once while Redis is away: for adding jobs and posting replies. */
  readonly asking: Redis;
  /** Waits for Redis to come back: for workers. BullMQ duplicates it for their blocking waits. */
  readonly working: Redis;
  /** Hears what is published; see redis-reply-channel.ts. */
  readonly hearing: Redis;
  close(): void;
}

/**
 * Connects, and from then on stays connected by itself. `failed` hears of every connection error.
 * Throws `BUS_UNAVAILABLE` when Redis cannot be reached at first: that is a wrong address more often than an outage.
 */
export async function connectRedis(url: string, failed: (error: Error) => void): Promise<RedisConnections> {
  const connect = (name: string, options: typeof failFast | typeof patient) =>
    writingTogether(new Redis(url, { ...options, connectionName: `norrbryggan-${name}` }).on('error', failed));
  const asking = connect('asking', failFast);
  const working = connect('working', patient);
  const hearing = connect('hearing', failFast);
  const all = [asking, working, hearing];
  const close = () => {
    for (const redis of all) redis.disconnect();
  };
  try {
    await Promise.all(all.map(firstReady));
  } catch (cause) {
    close();
    throw new BridgeError('BUS_UNAVAILABLE', (cause as Error).message, { cause });
  }
  return { asking, working, hearing, close };
}

/**
 * Commands of one turn of the event loop leave together: under load each write to a socket costs more than what is in it.
 * Not ioredis's own pipelining, which has each command wait for the answers to those before it.
 */
function writingTogether(redis: Redis): Redis {
  return redis.on('connect', () => {
    const { stream } = redis;
    const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
    stream.write = (...args: unknown[]) => {
      if (stream.writableCorked === 0) {
        stream.cork();
        setImmediate(() => stream.uncork());
      }
      return write(...args);
    };
  });
}

function firstReady(redis: Redis): Promise<void> {
  return new Promise((resolve, reject) => {
    let reason = 'Redis did not answer in time.';
    const noted = (error: Error) => {
      reason = error.message;
    };
    const timer = setTimeout(() => reject(new Error(reason)), CONNECT_MILLISECONDS);
    redis.on('error', noted);
    redis.once('ready', () => {
      clearTimeout(timer);
      redis.off('error', noted);
      resolve();
    });
  });
}
