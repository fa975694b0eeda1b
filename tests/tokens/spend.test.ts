import { afterAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { createSpend } from '../../src/tokens/index.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { startPostgres } from '../support/postgres.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());

const engines = [
  { where: 'embedded', databaseUrl: undefined },
  ...(postgres ? [{ where: 'PostgreSQL', databaseUrl: postgres.url }] : []),
];

describe.each(engines)('a client assertion, $where', ({ databaseUrl }) => {
  it('is spent once, by whom it is of, until it is over', async () => {
    const data = await temporaryDataDir();
    const store = await openStore({ databaseUrl, dataDir: data.path });
    const spend = createSpend(store);
    const later = new Date(Date.now() + 60_000);
    const both = await Promise.all([spend('one', 'id', later), spend('one', 'id', later)]);
    expect(both.toSorted()).toEqual([false, true]);
    expect(await spend('two', 'id', later)).toBe(true);
    expect(await spend('one', 'past', new Date(0))).toBe(true);
    await spend('one', 'other', later);
    const left = await store.db.selectFrom('bridge.spent_assertion').select('expires').execute();
    expect(left.every(({ expires }) => expires > new Date())).toBe(true);
    await store.close();
    await data.remove();
  }, 20_000);
});
