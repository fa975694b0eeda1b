import { sql } from 'kysely';
import { openStore } from '../../../src/store/index.ts';

// Writes numbered rows in transactions of two as fast as it can, and prints each number when it is acknowledged.
const [dataDir = '', first = '0'] = process.argv.slice(2);
const store = await openStore({ databaseUrl: undefined, dataDir });
await store.pool.query('CREATE TABLE IF NOT EXISTS bridge.kept (number int NOT NULL, half text NOT NULL)');
console.log('open');
for (let number = Number(first); ; number++) {
  await store.db.transaction().execute(async (trx) => {
    await sql`INSERT INTO bridge.kept VALUES (${number}, 'first')`.execute(trx);
    await sql`INSERT INTO bridge.kept VALUES (${number}, 'second')`.execute(trx);
  });
  process.stdout.write(`${number}\n`);
}
