import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/store/index.ts';
import { temporaryDataDir } from '../support/data-dir.ts';

const count = 'SELECT count(*) AS n FROM bridge.thing';

describe('the one session of the embedded store', () => {
  let store: Store;
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    store = await openStore({ databaseUrl: undefined, dataDir: dataDir.path });
    await store.pool.query('CREATE TABLE bridge.thing (id int PRIMARY KEY)');
  });
  afterAll(async () => {
    await store.close();
    await dataDir.remove();
  });

  it('refuses what would wait for its own transaction', async () => {
    const entering: [string, () => Promise<unknown>][] = [
      ['the pool', () => store.pool.query(count)],
      ['another client', async () => (await store.pool.connect()).query(count)],
      ['the database instead of the transaction', () => sql`SELECT 1`.execute(store.db)],
      ['a transaction inside', () => store.db.transaction().execute((inner) => sql`SELECT 1`.execute(inner))],
    ];
    for (const [what, enter] of entering) {
      const entered = store.db.transaction().execute(async (trx) => {
        await sql`INSERT INTO bridge.thing VALUES (1)`.execute(trx);
        await enter();
      });
      await expect(entered, what).rejects.toMatchObject({ code: 'STORE_REENTERED' });
    }
    expect((await store.pool.query(count)).rows, 'rolled back').toEqual([{ n: 0 }]);
  });

  it('finds a transaction begun by hand, and only while it is open', async () => {
    const client = await store.pool.connect();
    await client.query('/* by hand */ begin');
    await expect(store.pool.query(count)).rejects.toMatchObject({ code: 'STORE_REENTERED' });
    await client.query('commit');
    expect((await store.pool.query(count)).rows).toEqual([{ n: 0 }]);
    client.release();
  });

  it('lets others wait until the transaction ends', async () => {
    const order: string[] = [];
    const begun = Promise.withResolvers<void>();
    const transaction = store.db.transaction().execute(async (trx) => {
      await sql`INSERT INTO bridge.thing VALUES (2)`.execute(trx);
      begun.resolve();
      for (let id = 3; id < 10; id++) await sql`INSERT INTO bridge.thing VALUES (${id})`.execute(trx);
      order.push('transaction');
    });
    await begun.promise;
    const others = ['a', 'b', 'c'].map(async (name) => {
      const { rows } = await store.pool.query(count);
      order.push(`${name} sees ${rows[0].n}`);
    });
    await Promise.all([transaction, ...others]);
    expect(order).toEqual(['transaction', 'a sees 8', 'b sees 8', 'c sees 8']);
  });

  it('keeps statements that a client gave at once out of another client’s transaction', async () => {
    const [plain, other] = [await store.pool.connect(), await store.pool.connect()];
    const at = (id: number) => `INSERT INTO bridge.thing VALUES (${id})`;
    const given = [20, 21, 22].map((id) => plain.query(at(id)));
    const rolledBack = ['BEGIN', at(30), at(31), 'ROLLBACK'].map((text) => other.query(text));
    await Promise.all([...given, ...rolledBack]);
    plain.release();
    other.release();
    const { rows } = await store.pool.query('SELECT id FROM bridge.thing WHERE id >= 20 ORDER BY id');
    expect(rows.map((row) => row.id)).toEqual([20, 21, 22]);
  });

  it('hands the session from one to the next without a gap, under a crowd', async () => {
    const identity = 'SELECT pg_current_xact_id()::text AS id';
    const oneTransaction = () =>
      store.db.transaction().execute(async (trx) => {
        const first = await sql<{ id: string }>`${sql.raw(identity)}`.execute(trx);
        const last = await sql<{ id: string }>`${sql.raw(identity)}`.execute(trx);
        return [first.rows[0]?.id, last.rows[0]?.id];
      });
    const outsiders: (string | undefined)[] = [];
    const worker = async () => {
      const pairs = [];
      for (let round = 0; round < 10; round++) {
        pairs.push(await oneTransaction());
        outsiders.push((await store.pool.query(identity)).rows[0]?.id);
      }
      return pairs;
    };
    const pairs = (await Promise.all(Array.from({ length: 10 }, worker))).flat();
    expect(pairs.filter(([first, last]) => first !== last)).toEqual([]);
    expect(new Set([...pairs.map(([first]) => first), ...outsiders]).size, 'nobody shared a transaction').toBe(200);
  });

  it('rolls back what a released client left open, and ends its subscriptions', async () => {
    const client = await store.pool.connect();
    const heard: unknown[] = [];
    client.on('notification', (notification) => heard.push(notification));
    await client.query('LISTEN news');
    await client.query('BEGIN');
    await client.query('INSERT INTO bridge.thing VALUES (99)');
    client.release();
    const { rows } = await store.pool.query('SELECT id FROM bridge.thing WHERE id = 99');
    await store.pool.query(`SELECT pg_notify('news', 'too late')`);
    expect({ rows, heard }).toEqual({ rows: [], heard: [] });
  });

  it('lets a listener use the store when a commit wakes it', async () => {
    const client = await store.pool.connect();
    await client.query('LISTEN woken');
    const used = new Promise((resolve, reject) => {
      client.once('notification', () => store.pool.query('SELECT 1').then(resolve, reject));
    });
    await store.db.transaction().execute(async (trx) => {
      await sql`SELECT pg_notify('woken', '')`.execute(trx);
    });
    await expect(used).resolves.toMatchObject({ rowCount: 1 });
    client.release();
  });
});
