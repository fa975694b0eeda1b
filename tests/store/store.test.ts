import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/store/index.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { startPostgres } from '../support/postgres.ts';

const postgres = await startPostgres();
/** Runs work outside of the caller's transaction, as another request would. */
const fromElsewhere = AsyncLocalStorage.snapshot();
afterAll(() => postgres?.stop());

const engines = postgres ? ['embedded', 'postgres'] : ['embedded'];

describe.each(engines)('store over %s', { timeout: 60_000 }, (engine) => {
  let store: Store;
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let databaseUrl: string | undefined;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    databaseUrl = engine === 'postgres' ? await postgres?.newDatabase() : undefined;
    store = await openStore({ databaseUrl, dataDir: dataDir.path });
    await store.pool.query('CREATE TABLE bridge.thing (id int PRIMARY KEY, name text)');
  });
  afterAll(async () => {
    await store.close();
    await dataDir.remove();
  });

  it('gives every type as the same JavaScript value', async () => {
    const { rows } = await store.pool.query(`SELECT
      42::int8 AS small, 9007199254740993::int8 AS large, count(*) AS count, 7::int4 AS int, 1.50::numeric AS decimal, 0.5::float8 AS float,
      true AS yes, NULL::text AS none, 'å' AS text, '2026-05-01 12:00:00.123+02'::timestamptz AS instant,
      '{"a":[1,"ä"]}'::jsonb AS json, ARRAY[1,2] AS ints, ARRAY['a','b,c'] AS texts, ARRAY[5,6]::int8[] AS longs, '\\x00ff'::bytea AS bytes,
      '018f2a52-0000-7000-8000-000000000000'::uuid AS uuid FROM (VALUES (1), (2)) AS two`);
    expect(rows).toStrictEqual([
      {
        small: 42,
        large: 9007199254740993n,
        count: 2,
        int: 7,
        decimal: '1.50',
        float: 0.5,
        yes: true,
        none: null,
        text: 'å',
        instant: new Date('2026-05-01T10:00:00.123Z'),
        json: { a: [1, 'ä'] },
        ints: [1, 2],
        texts: ['a', 'b,c'],
        longs: ['5', '6'],
        bytes: Buffer.from([0, 255]),
        uuid: '018f2a52-0000-7000-8000-000000000000',
      },
    ]);
  });

  it('takes every JavaScript value as the same type', async () => {
    const when = new Date('2026-05-01T10:00:00.123Z');
    const { rows } = await store.pool.query(
      `SELECT $1::text AS text, $2::int8 AS number, $3::bool AS yes, $4::timestamptz AS date, $5::timestamptz AS iso,
        $6::jsonb AS json, $7::jsonb AS object, $8::text[] AS list, $9::bytea AS bytes, $10::text AS none`,
      ['å', 12, true, when, when.toISOString(), '{"a":1}', { b: 2 }, ['x', 'y"z'], Buffer.from([1, 0]), null],
    );
    expect(rows).toStrictEqual([
      {
        text: 'å',
        number: 12,
        yes: true,
        date: when,
        iso: when,
        json: { a: 1 },
        object: { b: 2 },
        list: ['x', 'y"z'],
        bytes: Buffer.from([1, 0]),
        none: null,
      },
    ]);
  });

  it('answers both forms of query, scripts, and Kysely with counts', async () => {
    const named = await store.pool.query<{ n: number }>({ text: 'SELECT $1::int AS n', values: [3], name: 'three' });
    expect(named.rows).toStrictEqual([{ n: 3 }]);
    expect(named.fields.map((field) => field.name)).toEqual(['n']);
    await store.pool.query(`INSERT INTO bridge.thing VALUES (1, 'a'); INSERT INTO bridge.thing VALUES (2, 'b');`);
    const updated = await store.pool.query(`UPDATE bridge.thing SET name = 'c' WHERE id IN (1, 2)`);
    expect(updated).toMatchObject({ command: 'UPDATE', rowCount: 2, rows: [] });
    const deleted = await sql`DELETE FROM bridge.thing WHERE id = ${2}`.execute(store.db);
    expect(deleted.numAffectedRows).toBe(1n);
  });

  it('keeps a transaction to its own client', async () => {
    const client = await store.pool.connect();
    await client.query('BEGIN');
    await client.query(`INSERT INTO bridge.thing VALUES (10, 'rolled back')`);
    const beside = fromElsewhere(() => store.pool.query(`INSERT INTO bridge.thing VALUES (11, 'kept')`));
    await client.query(`INSERT INTO bridge.thing VALUES (12, 'rolled back')`);
    await client.query('ROLLBACK');
    client.release();
    await beside;
    const { rows } = await store.pool.query('SELECT id FROM bridge.thing WHERE id >= 10');
    expect(rows).toEqual([{ id: 11 }]);
  });

  it('survives failing statements, inside and outside of transactions', async () => {
    await expect(store.pool.query('SELECT * FROM nowhere')).rejects.toMatchObject({ code: '42P01' });
    const failing = store.db.transaction().execute(async (trx) => {
      await sql`INSERT INTO bridge.thing VALUES (20, 'x')`.execute(trx);
      await sql`INSERT INTO bridge.thing VALUES (20, 'again')`.execute(trx);
    });
    await expect(failing).rejects.toMatchObject({ code: '23505', constraint: 'thing_pkey' });
    expect((await store.pool.query('SELECT id FROM bridge.thing WHERE id = 20')).rows).toEqual([]);
  });

  it('notifies who listens, until they stop', async () => {
    const listener = await store.pool.connect();
    const other = await store.pool.connect();
    const heard: unknown[] = [];
    listener.on('notification', ({ channel, payload }) => heard.push({ channel, payload }));
    other.on('notification', () => heard.push('the other listens to nothing'));
    await listener.query('-- a comment first\nLISTEN news;');
    await listener.query('LISTEN "Loud News"');
    await store.pool.query(`SELECT pg_notify('news', 'one')`);
    await store.pool.query(`SELECT pg_notify('Loud News', 'two')`);
    await expect
      .poll(() => heard)
      .toEqual([
        { channel: 'news', payload: 'one' },
        { channel: 'Loud News', payload: 'two' },
      ]);
    await listener.query('UNLISTEN news');
    await store.pool.query(`SELECT pg_notify('news', 'three')`);
    await store.pool.query(`SELECT pg_notify('Loud News', 'four')`);
    await expect.poll(() => heard.length).toBe(3);
    expect(heard[2]).toEqual({ channel: 'Loud News', payload: 'four' });
    await listener.query('UNLISTEN *');
    listener.release();
    other.release();
  });

  it('makes no work of tables that are there, and refuses those of a newer program', async () => {
    await store.pool.query(`INSERT INTO bridge.migration (version, name) VALUES (9999, 'from the future')`);
    await store.close();
    await expect(openStore({ databaseUrl, dataDir: dataDir.path })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      detail: expect.stringContaining('9999'),
    });
    await expect(openStore({ databaseUrl, dataDir: dataDir.path })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
  });

  it('refuses statements after it was closed, and closes twice', async () => {
    await store.close();
    await expect(store.pool.query('SELECT 1')).rejects.toThrow('after calling end on the pool');
  });
});

describe('store over PostgreSQL only', { skip: !postgres }, () => {
  it('lets processes start together on an empty database', async () => {
    const url = (await postgres?.newDatabase()) ?? '';
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore({ databaseUrl: url, dataDir: 'unused' })));
    for (const { pool } of stores) {
      const { rows } = await pool.query('SELECT version FROM bridge.migration');
      // Each once, and in order.
      const versions = rows.map(({ version }) => version);
      expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
      expect(versions.slice(0, 2)).toEqual([1, 2]);
    }
    await Promise.all(stores.map((store) => store.close()));
  });

  it('says why a server cannot be used', async () => {
    const opening = openStore({ databaseUrl: 'postgres://127.0.0.1:1/nothing', dataDir: 'unused' });
    await expect(opening).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      detail: expect.stringContaining('ECONNREFUSED'),
    });
    await expect(openStore({ databaseUrl: 'no address', dataDir: 'unused' })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
  });

  it('keeps the options of the address and commits to disk', async () => {
    const url = new URL((await postgres?.newDatabase()) ?? '');
    url.searchParams.set('options', '-c synchronous_commit=off -c work_mem=5MB');
    const store = await openStore({ databaseUrl: url.href, dataDir: 'unused' });
    const { rows } = await store.pool.query(
      `SELECT current_setting('synchronous_commit') AS commit, current_setting('work_mem') AS memory, current_setting('search_path') AS path`,
    );
    await store.close();
    expect(rows).toEqual([{ commit: 'on', memory: '5MB', path: 'bullmq,public' }]);
  });
});
