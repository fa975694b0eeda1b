import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * A folder that takes long to make and that tests copy: made once on this machine, by `make` at the path that it is
 * given, and kept under node_modules/.cache by a name that says all that it depends on.
 */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const cache = resolve('node_modules', '.cache', 'norrbryggan');
  const finished = join(cache, name);
  if (existsSync(finished)) return finished;
  await mkdir(cache, { recursive: true });
  const making = await mkdtemp(join(cache, 'making-'));
  await make(join(making, 'made'));
  await rename(join(making, 'made'), finished).catch((error: NodeJS.ErrnoException) => {
    // Another test file was faster.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  await rm(making, { recursive: true });
  return finished;
}

/** With owners and rights. By the command: Node's own copy of a thousand files takes five times the processor. */
export async function copyFolder(from: string, to: string): Promise<void> {
  await execute('cp', ['-a', from, to]);
}
