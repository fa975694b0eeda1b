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
  /** What the text says. */
  readonly entry: AuditEntry;
}

/** What is left of a leaf whose content has been disposed of: its place, and the hash that the tree is made of. */
export interface ErasedLeaf {
  readonly sequence: number;
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly text: undefined;
  readonly hash: Buffer;
}

/** Without its salt nobody can guess an erased entry from the hash that stays. */
const SALT_BYTES = 16;

export function leafOf(entry: AuditEntry, sequence: number): Leaf {
  const salt = randomBytes(SALT_BYTES).toString('hex');
  const text = canonicalize({ ...entry, salt, sequence }) as string;
  return { sequence, id: entry.id, text, hash: leafHash(text), entry };
}

/** Reads back what {@link leafOf} wrote. Throws SyntaxError when it is no JSON. */
export function readLeaf(text: string): Leaf {
  const entry = entryOf(text);
  return { sequence: entry.sequence, id: entry.id, text, hash: leafHash(text), entry };
}

/** The same, or what {@link erasedText} wrote. */
export function readKept(text: string): Leaf | ErasedLeaf {
  const { sequence, id, at, erased } = JSON.parse(text) as StoredEntry & { readonly erased?: string };
  if (erased === undefined) return readLeaf(text);
  return { sequence, id, at, text: undefined, hash: Buffer.from(erased, 'hex') };
}

/** What the journal keeps in the place of a leaf's text. */
export function erasedText({ sequence, id, at, hash }: Omit<ErasedLeaf, 'text'>): string {
  return JSON.stringify({ sequence, id, at, erased: hash.toString('hex') });
}

/** Journals from before the log was a tree have entries without a place. */
export function hasPlace({ sequence }: Pick<Leaf, 'sequence'>): boolean {
  return Number.isSafeInteger(sequence);
}

export function entryOf(text: string): StoredEntry {
  const { salt: _, ...entry } = JSON.parse(text) as StoredEntry & { salt: string };
  return entry;
}
