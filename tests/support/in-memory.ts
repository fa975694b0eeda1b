import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';

/** Linux's file system in memory. */
const MEMORY = '/dev/shm';
const NAME = 'norrbryggan-tests-';
/** More than all tests have at one time. */
const ENOUGH_BYTES = 4 * 1024 ** 3;

/**
 * Temporary files of the tests are kept in memory where there is room: servers and logs wait until each line is on
 * disk, and no test cuts the power. The folder goes when the tests are done; of tests that were killed, at the next.
 */
export default async function keepTemporaryFilesInMemory(): Promise<(() => Promise<void>) | undefined> {
  if (!existsSync(MEMORY)) return undefined;
  for (const name of await readdir(MEMORY)) if (isLeft(name)) await remove(join(MEMORY, name));
  const { bavail, bsize } = await statfs(MEMORY);
  if (bavail * bsize < ENOUGH_BYTES) return undefined;
  const folder = join(MEMORY, `${NAME}${process.pid}`);
  // Servers that refuse to run as root have their files in it.
  await mkdir(folder, { mode: 0o755 });
  process.env.TMPDIR = folder;
  return () => remove(folder);
}

function isLeft(name: string): boolean {
  const pid = name.startsWith(NAME) ? name.slice(NAME.length) : undefined;
  return pid !== undefined && (pid === String(process.pid) || !existsSync(`/proc/${pid}`));
}

const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 3 });
