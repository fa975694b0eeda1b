import { statSync } from 'node:fs';

/** Whether anybody on the machine may read, or put another in the place of, a file. Where there are no such permissions, nobody may. Throws what stat throws. */
export function anybodyMayRead(file: string): boolean {
  return process.platform !== 'win32' && (statSync(file).mode & 0o007) !== 0;
}
