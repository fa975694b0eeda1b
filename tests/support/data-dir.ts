import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openStore } from '../../src/store/index.ts';
import { copyFolder, madeOnce } from './made-once.ts';

/** PostgreSQL's own `template1` and `template0`, which nobody opens: most of what a new folder has. */
const UNOPENED = ['1', '4'];
const OWN_FILE = 'tests/support/data-dir.ts';
let kept: Promise<string> | undefined;

/**
 * A temporary data folder (DATA_DIR) with an embedded database in it that has our tables and nothing in them, so that
 * opening a store there takes a moment instead of the seconds that making a database and its tables takes. The copy's
 * original is kept under node_modules/.cache.
 */
export async function temporaryDataDir(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'norrbryggan-data-'));
  kept ??= versionOfTables().then((version) => madeOnce(`pglite-${version}`, makeDatabase));
  await copyFolder(await kept, join(path, 'pglite'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

async function makeDatabase(folder: string): Promise<void> {
  const dataDir = dirname(folder);
  await (await openStore({ databaseUrl: undefined, dataDir })).close();
  // Clearing 128 MB is most of what opening it takes, and no test has as much in it.
  await appendFile(join(dataDir, 'pglite', 'postgresql.conf'), 'shared_buffers = 8MB\n');
  for (const database of UNOPENED) await rm(join(dataDir, 'pglite', 'base', database), { recursive: true });
  await rename(join(dataDir, 'pglite'), folder);
}

/** Changes with the database and with whatever makes its tables. */
async function versionOfTables(): Promise<string> {
  const packages = ['@electric-sql/pglite', 'bullmq'].map((name) => `node_modules/${name}/package.json`);
  const migrations = (await readdir('src/store/migrations')).sort().map((name) => `src/store/migrations/${name}`);
  const hash = createHash('sha256');
  for (const file of [...packages, 'src/store/open-store.ts', 'src/store/migrations.ts', ...migrations, OWN_FILE])
    hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}
