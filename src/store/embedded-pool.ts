import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import type { PGlite, Results } from '@electric-sql/pglite';
import { BridgeError } from '../errors.ts';
import type { Pool, PoolClient, QueryConfig, QueryResult } from './pool.ts';
import { typeParsers } from './pool.ts';
import { Session } from './session.ts';

/** The last object identifier PostgreSQL gives its own types; types made by us have higher ones. */
const LAST_BUILT_IN_TYPE = 16_383;

/** The client whose transaction the running code is inside of; only clients that have begun one are noted. */
const transactionOf = new AsyncLocalStorage<EmbeddedClient>();

/**
 * A pool over one PGlite instance in `folder`, which is made if needed. All clients share its only session, one
 * statement at a time, and from BEGIN to COMMIT or ROLLBACK the session belongs to one client; the others wait.
 * Who waits inside a transaction for a statement outside it would wait for itself: that throws `STORE_REENTERED`.
 * Settings of a session (SET outside a transaction, application_name) are therefore everybody's.
 */
export async function openEmbeddedPool(folder: string, searchPath: string): Promise<Pool> {
  // A bridge over a PostgreSQL server has no need of it.
  const { PGlite } = await import('@electric-sql/pglite');
  const database = await PGlite.create({ dataDir: folder });
  database.parsers = builtInParsers();
  await database.exec(`SET search_path TO ${searchPath}`);
  return new EmbeddedPool(database);
}

/** PGlite brings its own parsers; ours keep the values equal to those a PostgreSQL server gives through pg. */
function builtInParsers(): Record<number, (text: string) => unknown> {
  const parsers: Record<number, (text: string) => unknown> = {};
  for (let oid = 1; oid <= LAST_BUILT_IN_TYPE; oid++) parsers[oid] = typeParsers.getTypeParser(oid, 'text');
  return parsers;
}

class EmbeddedPool extends EventEmitter implements Pool {
  readonly #session: Session;

  constructor(database: PGlite) {
    super();
    this.#session = new Session(database);
  }

  async connect(): Promise<PoolClient> {
    const client = this.#newClient();
    this.emit('connect', client);
    return client;
  }

  query<Row>(query: string | QueryConfig, values?: readonly unknown[]): Promise<QueryResult<Row>> {
    const client = this.#newClient();
    return client.query<Row>(query, values).finally(() => client.release());
  }

  end(): Promise<void> {
    return this.#session.close();
  }

  #newClient(): EmbeddedClient {
    return new EmbeddedClient(this.#session, (error) => this.emit('error', error));
  }
}

/** One user of the session. Its statements run in the order they were given, as in pg. */
class EmbeddedClient extends EventEmitter implements PoolClient {
  readonly #session: Session;
  readonly #failed: (error: unknown) => void;
  readonly #subscriptions = new Map<string, () => Promise<void>>();
  #last: Promise<unknown> = Promise.resolve();
  #released = false;

  constructor(session: Session, failed: (error: unknown) => void) {
    super();
    this.#session = session;
    this.#failed = failed;
  }

  query<Row>(query: string | QueryConfig, values?: readonly unknown[]): Promise<QueryResult<Row>> {
    const { text, values: parameters } = typeof query === 'string' ? { text: query, values } : { values, ...query };
    if (this.#wouldWaitForItself()) return Promise.reject(new BridgeError('STORE_REENTERED'));
    const { verb, operand } = commandOf(text);
    // Before anything is awaited: only then does the code that awaits this BEGIN run on in the new context.
    if (verb === 'BEGIN' || verb === 'START') transactionOf.enterWith(this);
    return this.#inOrder(() =>
      this.#session.run(this, (database) => {
        if (verb === 'LISTEN') return this.#listen(database, operand);
        if (verb === 'UNLISTEN') return this.#unlisten(operand);
        return execute<Row>(database, text, parameters);
      }),
    );
  }

  /** As in pg it returns at once; an open transaction is rolled back and subscriptions end behind it. */
  release(): void {
    this.#released = true;
    this.#inOrder(async () => {
      if (this.#subscriptions.size === 0 && !this.#session.belongsTo(this)) return;
      await this.#session.run(this, async (database) => {
        if (database.isInTransaction()) await database.exec('ROLLBACK');
        await this.#unlisten('*');
      });
    }).catch((error: unknown) => {
      if (!this.#session.closed) this.#failed(error);
    });
  }

  #wouldWaitForItself(): boolean {
    const outer = transactionOf.getStore();
    return outer !== undefined && outer !== this && !outer.#released && this.#session.belongsTo(outer);
  }

  #inOrder<T>(statement: () => Promise<T>): Promise<T> {
    const result = this.#last.then(statement, statement);
    this.#last = result;
    return result;
  }

  async #listen(database: PGlite, channel: string): Promise<QueryResult<never>> {
    if (!this.#subscriptions.has(channel)) {
      // The statement that notifies may stand in someone's transaction; who listens is not inside that.
      const inOwnContext = AsyncLocalStorage.snapshot();
      const name = channel.replace(/^"(.*)"$/, '$1');
      const stop = await database.listen(channel, (payload) =>
        inOwnContext(() => this.emit('notification', { channel: name, payload, processId: 0 })),
      );
      this.#subscriptions.set(channel, () => stop());
    }
    return nothing('LISTEN');
  }

  async #unlisten(channel: string): Promise<QueryResult<never>> {
    for (const [name, stop] of this.#subscriptions) {
      if (channel !== '*' && channel !== name) continue;
      this.#subscriptions.delete(name);
      await stop();
    }
    return nothing('UNLISTEN');
  }
}

async function execute<Row>(
  database: PGlite,
  text: string,
  values: readonly unknown[] | undefined,
): Promise<QueryResult<Row>> {
  const result = values?.length ? await database.query<Row>(text, [...values]) : (await database.exec(text)).at(-1);
  if (!result) return nothing('');
  const { rows, rowCount = null, command = '', fields } = result as Results<Row>;
  return { rows, rowCount, command, fields };
}

function nothing(command: string): QueryResult<never> {
  return { rows: [], rowCount: null, command, fields: [] };
}

/** The statement's first two words without comments: what it does and, for LISTEN and UNLISTEN, to what. */
function commandOf(text: string): { verb: string; operand: string } {
  const match = /^(?:\s|--.*\n|\/\*[\s\S]*?\*\/)*(\w+)\s*("[^"]*"|[\w*]*)/.exec(text);
  return { verb: match?.[1]?.toUpperCase() ?? '', operand: match?.[2] ?? '' };
}
