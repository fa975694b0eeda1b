import { sql } from 'kysely';
import { afterAll, expect, it, vi } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { startPostgres } from '../support/postgres.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

it.runIf(postgres)('a connection that breaks inside a transaction fails its next statement, and no more', async () => {
  const store = await openStore({ databaseUrl: await postgres?.newDatabase(), dataDir: 'unused' });
  try {
    const broken = store.db.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(transaction);
      const pid = rows[0]?.pid;
      await sql`SELECT pg_terminate_backend(${pid})`.execute(store.db);
      // By then the end of the connection has been read from its socket, with no statement under way that would hear of it.
      await vi.waitFor(async () => {
        const left = await store.pool.query('SELECT FROM pg_stat_activity WHERE pid = $1', [pid]);
        expect(left.rowCount).toBe(0);
      }, 10_000);
      await sql`SELECT 1`.execute(transaction);
    });
    await expect(broken).rejects.toThrow(/terminat|ECONNRESET|Client has encountered|not queryable/);
    await expect(store.pool.query('SELECT 1 AS one')).resolves.toMatchObject({ rows: [{ one: 1 }] });
  } finally {
    await store.close();
  }
});
