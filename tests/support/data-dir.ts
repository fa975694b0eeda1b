import { cp, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/**
 * A temporary data folder (DATA_DIR) with an empty embedded database in it, so that opening a store there takes half a
 * second instead of the several that making a database takes. The copy's original is kept under node_modules/.cache.
 */
export async function temporaryDataDir(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'norrbryggan-data-'));
  await cp(await template(), join(path, 'pglite'), { recursive: true });
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

async function template(): Promise<string> {
  const { version } = JSON.parse(await readFile('node_modules/@electric-sql/pglite/package.json', 'utf8'));
  const cache = join('node_modules', '.cache', 'norrbryggan');
  const finished = join(cache, `pglite-${version}`);
  if (await exists(finished)) return finished;
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, 'making-'));
  await (await PGlite.create({ dataDir: fresh })).close();
  await rename(fresh, finished).catch(async (error: NodeJS.ErrnoException) => {
    // Another test file was faster.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(fresh, { recursive: true });
  });
  return finished;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
