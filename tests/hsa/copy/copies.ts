import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEvents } from '../../../src/events.ts';
import { importAll, type Outcome, sync } from '../../../src/hsa/copy/carry-out.ts';
import { openGenerations } from '../../../src/hsa/copy/generations/store.ts';
import type { Reader } from '../../../src/hsa/copy/reader.ts';
import { copySource } from '../../../src/hsa/copy/source.ts';
import { copiedObjects } from '../../../src/hsa/copy/store.ts';
import { openStore, type Store } from '../../../src/store/index.ts';

export const wideGuard = { units: { percent: 100, objects: 1e9 }, people: { percent: 100, objects: 1e9 } };

/** A store with what the copy does in it, without schedule or commands. */
export async function openCopy(databaseUrl?: string, guard = wideGuard) {
  const dataDir = await mkdtemp(join(tmpdir(), 'norrbryggan-copy-'));
  const store: Store = await openStore({ databaseUrl, dataDir });
  const generations = openGenerations(store);
  const events = createEvents();
  let moment = Date.UTC(2026, 5, 1);
  async function run(reader: Reader, carryOut: typeof sync): Promise<Outcome> {
    const config = { guard, namesMinutes: 60 };
    return generations.exclusively((hand) =>
      carryOut({ hand, generations, reader, config, events, now: () => moment }),
    );
  }
  return {
    store,
    events,
    generations,
    source: copySource(copiedObjects(store)),
    import: (reader: Reader) => run(reader, importAll),
    sync: (reader: Reader) => run(reader, sync),
    /** Time passes. */
    later: (milliseconds: number) => {
      moment += milliseconds;
    },
    async close() {
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type Copy = Awaited<ReturnType<typeof openCopy>>;

export async function empty({ store }: Copy): Promise<void> {
  await store.pool.query('TRUNCATE bridge.directory_object, bridge.directory_generation');
  await store.pool.query(
    `UPDATE bridge.directory_copy SET generation = NULL, as_of = NULL, looked_at = NULL, full_at = NULL,
      names_at = NULL, cursor = NULL, lease = NULL`,
  );
}
