import { statSync } from 'node:fs';

/** By then every process has read a changed key file, and opens and believes what the new key seals and signs. */
export const overlapMs = 10_000;

/** When a file was last written, milliseconds since 1970. Throws what stat throws. */
export function writtenAt(file: string): number {
  return statSync(file).mtimeMs;
}

/** Whether every process knows of a file written then. */
export function isKnownEverywhere(written: number): boolean {
  return Date.now() - written >= overlapMs;
}
