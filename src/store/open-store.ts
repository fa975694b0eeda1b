import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runMigrations } from 'bullmq';
import { CompiledQuery, Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import pg from 'pg';
import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import { lockDataFolder } from './data-lock.ts';
import { openEmbeddedPool } from './embedded-pool.ts';
import { migrate } from './migrations.ts';
import { type Pool, typeParsers } from './pool.ts';
import type { Schema } from './schema.ts';

export interface Store {
  readonly db: Kysely<Schema>;
  /** What Kysely runs on, for BullMQ's PostgreSQL backend and for LISTEN. */
  readonly pool: Pool;
  readonly embedded: boolean;
  /** Waits for what runs, then gives back connections and data folder. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** `postgres://…`; undefined = embedded in `${dataDir}/pglite`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly events?: Events;
}

/** BullMQ names its own tables without a schema; ours are always named with theirs. */
const QUEUE_SCHEMA = 'bullmq';
const SEARCH_PATH = `${QUEUE_SCHEMA},public`;
/** BullMQ keeps one connection for every worker, beside those that queries take for a moment. */
const MAX_CONNECTIONS = 20;
/** For a connection, new or given back by another. A server that is gone shall fail a request, not hold it. */
const CONNECTION_TIMEOUT_MS = 10_000;

/**
 * Opens the store with all tables in place, BullMQ's among them (they stay empty where Redis carries the bus).
 * Throws `STORE_LOCKED` when another process has the data folder, `STORE_UNAVAILABLE` when the database cannot be used.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, dataDir, events } = options;
  const lock = databaseUrl === undefined ? lockDataFolder(dataDir) : undefined;
  let pool: Pool | undefined;
  try {
    pool =
      databaseUrl === undefined
        ? await openEmbeddedPool(embeddedFolder(dataDir), SEARCH_PATH)
        : connectPool(databaseUrl);
    pool.on('error', (error) => events?.emit('store:connection:failed', { text: error.message }));
    await migrateAll(pool);
    return assemble(pool, databaseUrl === undefined, () => lock?.release());
  } catch (thrown) {
    await pool?.end();
    lock?.release();
    if (thrown instanceof BridgeError) throw thrown;
    throw new BridgeError('STORE_UNAVAILABLE', reasonOf(thrown), { cause: thrown });
  }
}

/** What one reads who changes nothing. */
export interface StoreView {
  readonly db: Store['db'];
  readonly pool: Pick<Pool, 'query'>;
}

/**
 * A PostgreSQL server's store as it is now, however long reading takes and whatever others write meanwhile. Not for an
 * embedded one: everybody else would wait for its only session.
 */
export function withSnapshot<T>({ db }: Pick<Store, 'db'>, use: (view: StoreView) => Promise<T>): Promise<T> {
  const transaction = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return transaction.execute((view) => {
    const query: StoreView['pool']['query'] = async (asked, values = []) => {
      const text = typeof asked === 'string' ? asked : asked.text;
      const { rows } = await view.executeQuery<never>(CompiledQuery.raw(text, [...values]));
      return { rows, rowCount: rows.length, command: 'SELECT', fields: [] };
    };
    return use({ db: view, pool: { query } });
  });
}

/** Whether an embedded store has ever been opened in the folder. */
export function hasEmbeddedStore(dataDir: string): boolean {
  return existsSync(embeddedFolder(dataDir));
}

function embeddedFolder(dataDir: string): string {
  return join(dataDir, 'pglite');
}

function assemble(pool: Pool, embedded: boolean, released: () => void): Store {
  // Kysely's type of a client also has cursors, which it only opens for streaming; nothing here streams.
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: pool as unknown as PostgresPool }) });
  let closing: Promise<void> | undefined;
  return { db, pool, embedded, close: () => (closing ??= pool.end().finally(released)) };
}

function connectPool(databaseUrl: string): Pool {
  const url = new URL(databaseUrl);
  // An answer only counts as durable when it is on disk, whatever the server's default says.
  const settings = [url.searchParams.get('options'), `-c search_path=${SEARCH_PATH}`, '-c synchronous_commit=on'];
  url.searchParams.set('options', settings.filter(Boolean).join(' '));
  const pool = new pg.Pool({
    connectionString: url.href,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    keepAlive: true,
    types: typeParsers,
  });
  // One that breaks between two statements of a transaction tells nobody but its listeners, and without any it would end
  // the process. Whoever has it hears of it from his next statement.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool as Pool;
}

async function migrateAll(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client, QUEUE_SCHEMA);
  } finally {
    client.release();
  }
  await migrate(pool);
}

/** Names of hosts and databases may stand in it, values of rows never: nothing but migrations has run. */
function reasonOf(thrown: unknown): string {
  if (thrown instanceof AggregateError) return thrown.errors.map((error: Error) => error.message).join('; ');
  return thrown instanceof Error ? thrown.message : String(thrown);
}
