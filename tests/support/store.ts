import { openStore, type Store } from '../../src/store/index.ts';
import { temporaryDataDir } from './data-dir.ts';
import type { startPostgres } from './postgres.ts';

export interface TestStore {
  readonly store: Store;
  /** With all that was in it. */
  close(): Promise<void>;
}

/** A store of its own, in a folder or in a new database of the server. */
export async function openTestStore(
  engine: string,
  postgres: Awaited<ReturnType<typeof startPostgres>>,
): Promise<TestStore> {
  const dataDir = await temporaryDataDir();
  const databaseUrl = engine === 'postgres' ? await postgres?.newDatabase() : undefined;
  const store = await openStore({ databaseUrl, dataDir: dataDir.path });
  return {
    store,
    async close() {
      await store.close();
      await dataDir.remove();
    },
  };
}
