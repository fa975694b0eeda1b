import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { expect } from 'vitest';
import { type Bus, createBus } from '../../src/bus/index.ts';
import { createEvents, type Events } from '../../src/events.ts';
import type { AnswerBatch, AnswerPart } from '../../src/sources/answer-part.ts';
import type { SourceQuery } from '../../src/sources/query.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { startRedis } from '../support/redis.ts';

export const KEY = Buffer.alloc(32, 7);
export const PATIENT = '191212121212';

/** One thing that carries the bus, on which a test opens as many bus instances as it likes. */
export interface Carrier {
  open(options?: {
    key?: Buffer;
    drainMilliseconds?: number;
    mostWaiting?: () => number;
  }): Promise<Bus & { readonly events: Events }>;
  /** Everything that anyone with access to Redis or the database can read there, as one text. */
  readable(): Promise<string>;
  readonly store?: Store;
  stop(): Promise<void>;
}

export const carriers: readonly { name: string; start: () => Promise<Carrier | undefined> }[] = [
  { name: 'Redis', start: redisCarrier },
  { name: 'the embedded store', start: embeddedCarrier },
];

async function redisCarrier(): Promise<Carrier | undefined> {
  const redis = await startRedis();
  if (!redis) return undefined;
  return {
    open: (options) => openBus({ busUrl: redis.url, store: undefined, ...options }),
    readable: () => readRedis(redis.url),
    stop: redis.stop,
  };
}

async function embeddedCarrier(): Promise<Carrier> {
  const dataDir = await mkdtemp(join(tmpdir(), 'norrbryggan-bus-'));
  const store = await openStore({ databaseUrl: undefined, dataDir });
  return {
    store,
    open: (options) => openBus({ busUrl: undefined, store, ...options }),
    async readable() {
      const tables = await store.pool.query<{ name: string }>(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'bullmq'",
      );
      const rows = tables.rows.map(({ name }) => store.pool.query(`SELECT t::text FROM bullmq.${name} t`));
      return JSON.stringify((await Promise.all(rows)).map((result) => result.rows));
    },
    async stop() {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

type Opening = Omit<Parameters<typeof createBus>[0], 'key' | 'events' | 'mostWaiting' | 'drainMilliseconds'> & {
  drainMilliseconds?: number;
  key?: Buffer;
  mostWaiting?: () => number;
};

async function openBus({
  drainMilliseconds = 10_000,
  ...options
}: Opening): Promise<Bus & { readonly events: Events }> {
  const events = createEvents();
  const drained = { drainMilliseconds: () => drainMilliseconds };
  return { ...(await createBus({ key: KEY, mostWaiting: () => 1_000, ...drained, ...options, events })), events };
}

async function readRedis(url: string): Promise<string> {
  const redis = new Redis(url);
  try {
    const keys = await redis.keys('*');
    const values = keys.map(async (key) => {
      const type = await redis.type(key);
      if (type === 'hash') return redis.hgetall(key);
      if (type === 'zset') return redis.zrange(key, '0', '-1');
      if (type === 'list') return redis.lrange(key, 0, -1);
      if (type === 'set') return redis.smembers(key);
      if (type === 'stream') return redis.xrange(key, '-', '+');
      return redis.get(key);
    });
    return JSON.stringify([keys, await Promise.all(values)]);
  } finally {
    redis.disconnect();
  }
}

/** Expects it soon, on a busy machine too. */
export function eventually<Value>(read: () => Value) {
  return expect.poll(read, { timeout: 15_000 });
}

let serial = 0;

/** A record system that no other test uses. */
export function newSource(): string {
  serial++;
  return `SE2321000230-DEMOBUS${serial}`;
}

export function queryTo(source: string, changes: Partial<SourceQuery> = {}): SourceQuery {
  serial++;
  return {
    id: `query-${serial}`,
    correlationId: `correlation-${serial}`,
    contract: 'GetDiagnosis:2',
    source,
    logicalAddress: source,
    patient: { id: PATIENT, type: '1.2.752.129.2.1.3.1' },
    period: { start: '20200101', end: '20261231' },
    careUnits: ['SE2321000230-DEMOUNIT'],
    careContacts: [],
    originalConsumer: 'SE2321000230-DEMOEHR',
    deadline: Date.now() + 30_000,
    ...changes,
  };
}

export type RecordPart = Extract<AnswerPart, { kind: 'record' }>;

export function recordOf(documentId: string, data: unknown = {}): RecordPart {
  const record = {
    contract: 'GetDiagnosis:2',
    header: {
      documentId,
      sourceSystem: 'SE2321000230-DEMOVAS',
      patient: { id: PATIENT, type: '1.2.752.129.2.1.3.1' },
      time: '20260301120000',
      careUnit: 'SE2321000230-DEMOUNIT',
      careProvider: 'SE2321000230-DEMOPROVIDER',
      approvedForPatient: true,
      nullified: false,
    },
    data,
  } as const;
  return { kind: 'record', record };
}

export function idOf(part: AnswerPart | undefined): string | undefined {
  return part?.kind === 'record' ? part.record.header.documentId : part?.kind;
}

/** Until the signal aborts, then throws its reason: a record system that does not answer. */
export function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

export async function idsOf(parts: AsyncIterable<AnswerBatch>): Promise<(string | undefined)[]> {
  const ids: (string | undefined)[] = [];
  for await (const batch of parts) ids.push(...batch.map(idOf));
  return ids;
}

/** A record system that holds nothing. */
export async function* noRecords(): AsyncGenerator<AnswerBatch> {
  yield* [];
}
