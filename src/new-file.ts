import { randomUUID } from 'node:crypto';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file that must not exist, for its owner alone. It stands there whole or not at all: another process may read
 * it at the same moment, and this one may be killed. Throws EEXIST.
 */
export async function writeNewFile(file: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const fresh = `${file}.${randomUUID()}`;
  try {
    await writeFile(fresh, content, { mode: 0o600, flag: 'wx' });
    await link(fresh, file);
  } finally {
    await rm(fresh, { force: true });
  }
}

/** For `catch`: somebody else has made it, which is as good. */
export function unlessItExists(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
