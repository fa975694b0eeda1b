import { readFileSync } from 'node:fs';
import { fileVersion } from '../file-version.ts';
import { revocationListsAtOnce, revocationListsIn } from './read-revocation-lists.ts';
import type { RevocationList } from './revocation-list.ts';

/** The revocation lists of some files, as they are on disk. A file that is absent or cannot be read has none. */
export interface ListFiles {
  /** By file. */
  readonly lists: ReadonlyMap<string, readonly RevocationList[]>;
  /** Whether others are in force than at the last look. */
  look(): boolean;
}

/** What is read in a few milliseconds. */
const shortBytes = 65_536;

/** Reads them all, and long ones by turns when they have changed since; `whenRead` is told when those are in force. */
export function listFiles(files: readonly string[], whenRead: () => void): ListFiles {
  const lists = new Map<string, readonly RevocationList[]>();
  const versions = new Map<string, string>();
  for (const file of files) {
    versions.set(file, fileVersion(file));
    lists.set(file, atOnce(contentOf(file)));
  }
  return { lists, look: () => files.filter(isTaken).length > 0 };

  function isTaken(file: string): boolean {
    // The version is taken before the content: a change in between is seen again at the next look, never missed.
    const version = fileVersion(file);
    if (versions.get(file) === version) return false;
    versions.set(file, version);
    const content = contentOf(file);
    const isShort = content === undefined || content.length <= shortBytes;
    if (isShort) lists.set(file, atOnce(content));
    else void readByTurns(file, version, content);
    return isShort;
  }

  async function readByTurns(file: string, version: string, content: Buffer): Promise<void> {
    const read = await revocationListsIn(content).catch(nothing);
    if (versions.get(file) !== version) return;
    lists.set(file, read);
    whenRead();
  }
}

/** Absent, locked or half-written: nothing is known from this file, and every verdict that needs it says so. */
const nothing = (): RevocationList[] => [];

function atOnce(content: Buffer | undefined): readonly RevocationList[] {
  try {
    return content ? revocationListsAtOnce(content) : nothing();
  } catch {
    return nothing();
  }
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    // As above.
    return undefined;
  }
}
