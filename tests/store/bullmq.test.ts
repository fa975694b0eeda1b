import { createPostgresBackend, Queue, Worker } from 'bullmq';
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { startPostgres } from '../support/postgres.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

const JOBS = 200;

it.each(postgres ? ['embedded', 'postgres'] : ['embedded'])(
  'BullMQ works over the %s pool while Kysely does',
  { timeout: 90_000 },
  async (engine) => {
    const dataDir = await temporaryDataDir();
    const store = await openStore({
      databaseUrl: engine === 'postgres' ? postgres?.url : undefined,
      dataDir: dataDir.path,
    });
    await store.pool.query('CREATE TABLE bridge.done (job int NOT NULL)');
    const queue = new Queue('source', { connection: store.pool }, createPostgresBackend);
    const all = Promise.withResolvers<void>();
    let done = 0;
    const worker = new Worker(
      'source',
      async (job) => {
        await store.db.transaction().execute(async (trx) => {
          await sql`INSERT INTO bridge.done VALUES (${job.data.number})`.execute(trx);
        });
        if (++done === JOBS) all.resolve();
      },
      { connection: store.pool, concurrency: 10 },
      createPostgresBackend,
    );
    const numbers = Array.from({ length: JOBS }, (_, index) => index);
    const jobs = Promise.all(
      numbers.map((number) => queue.add('ask', { number }, { removeOnComplete: true, priority: 1 + (number % 3) })),
    );
    for (let reads = 0; reads < 50; reads++) await sql`SELECT count(*) FROM bridge.done`.execute(store.db);
    await Promise.all([jobs, all.promise]);
    const { rows } = await store.pool.query('SELECT job FROM bridge.done ORDER BY job');
    expect(rows.map((row) => row.job)).toEqual(numbers);
    await worker.close();
    await queue.close();
    await store.close();
    await dataDir.remove();
  },
);
