import { open } from 'node:fs/promises';
import type { SignedHead } from '../audit/heads/index.ts';

/**
 * Appends each new head to a file, note after note with an empty line between, and on disk: meant to be where nobody who
 * can change the log can change what has been written (another machine's share, a medium written once).
 */
export function createAnchor(file: string): (head: SignedHead) => Promise<void> {
  let last: number | undefined;
  return async ({ size, note }) => {
    if (size === last) return;
    const handle = await open(file, 'a', 0o640);
    await handle
      .appendFile(`${note}\n`)
      .then(() => handle.sync())
      .finally(() => handle.close());
    last = size;
  };
}
