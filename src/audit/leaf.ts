import { randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { AuditEntry, StoredEntry } from './entry.ts';
import { leafHash } from './tree/index.ts';

/** An entry at its place in the log, and the text that its leaf is the hash of. */
export interface Leaf {
  readonly sequence: number;
  readonly id: string;
  /** One line of JSON, canonical (RFC 8785), with the place and a salt. */
  readonly text: string;
  readonly hash: Buffer;
}

/** Without its salt nobody can guess an erased entry from the hash that stays. */
const SALT_BYTES = 16;

export function leafOf(entry: AuditEntry, sequence: number): Leaf {
  const salt = randomBytes(SALT_BYTES).toString('hex');
  const text = canonicalize({ ...entry, salt, sequence }) as string;
  return { sequence, id: entry.id, text, hash: leafHash(text) };
}

/** Reads back what {@link leafOf} wrote. Throws SyntaxError when it is no JSON. */
export function readLeaf(text: string): Leaf {
  const { sequence, id } = JSON.parse(text) as StoredEntry;
  return { sequence, id, text, hash: leafHash(text) };
}

export function entryOf(text: string): StoredEntry {
  const { salt: _, ...entry } = JSON.parse(text) as StoredEntry & { salt: string };
  return entry;
}
