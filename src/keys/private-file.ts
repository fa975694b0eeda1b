import { statSync } from 'node:fs';

/**
 * Whether somebody who is neither its owner nor of its group may read, write or run a file; never where the system knows no
 * such permissions. Folders are not looked at. Throws what stat throws.
 */
export function anybodyMayRead(file: string): boolean {
  return process.platform !== 'win32' && (statSync(file).mode & 0o007) !== 0;
}
