import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openStore } from '../../src/store/index.ts';

const execute = promisify(execFile);
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
  kept ??= template();
  // The command: Node's own copy of a thousand files takes five times the processor.
  await execute('cp', ['-R', await kept, join(path, 'pglite')]);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

async function template(): Promise<string> {
  const cache = join('node_modules', '.cache', 'norrbryggan');
  const finished = join(cache, `pglite-${await versionOfTables()}`);
  if (await exists(finished)) return finished;
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, 'making-'));
  await (await openStore({ databaseUrl: undefined, dataDir: fresh })).close();
  // Clearing 128 MB is most of what opening it takes, and no test has as much in it.
  await appendFile(join(fresh, 'pglite', 'postgresql.conf'), 'shared_buffers = 8MB\n');
  for (const database of UNOPENED) await rm(join(fresh, 'pglite', 'base', database), { recursive: true });
  await rename(join(fresh, 'pglite'), finished).catch((error: NodeJS.ErrnoException) => {
    // Another test file was faster.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  await rm(fresh, { recursive: true });
  return finished;
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

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
