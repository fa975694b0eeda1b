import { statSync } from 'node:fs';

/**
 * Another word for every state of a file: who takes it before reading the content never misses a change in between.
 * `absent` when the file cannot be looked at.
 */
export function fileVersion(file: string): string {
  try {
    // The change time, because a file copied with its modification time kept may look older than the one it replaces.
    const { ctimeNs, size, ino } = statSync(file, { bigint: true });
    return `${ctimeNs} ${size} ${ino}`;
  } catch {
    // Reading it fails for the same reason, and whoever reads it tells of that.
    return 'absent';
  }
}
