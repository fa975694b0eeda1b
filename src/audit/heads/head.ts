import { HASH_BYTES } from '../tree/hash.ts';
import { type SigningKey, signNote, type VerifierKey, verifyNote } from './key.ts';
import { readNote } from './note.ts';

/** What the log promises of itself at an instant: so many entries, and with this root. */
export interface TreeHead {
  /** Which log: `norrbryggan/` and the installation’s HSA-id. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  /** When it was signed, ISO 8601 in UTC. */
  readonly at: string;
}

/** A head and the note that signs it. */
export interface SignedHead extends TreeHead {
  /** Name and key id of whose signature the log itself made. */
  readonly keyId: string;
  readonly note: string;
}

export function originOf(bridgeHsaId: string): string {
  return `norrbryggan/${bridgeHsaId}`;
}

/** The head as a C2SP checkpoint: origin, size, root, and one extension line with the instant; see signNote. */
export function signHead(head: Omit<TreeHead, 'origin'>, key: SigningKey): SignedHead {
  const { size, root, at } = head;
  const note = signNote(`${key.name}\n${size}\n${root.toString('base64')}\n${at}\n`, key);
  return { origin: key.name, size, root, at, keyId: key.keyId, note };
}

/** What a note says of a log, without regard to who signed it; undefined when it is no head. */
export function readHead(note: string): SignedHead | undefined {
  const read = readNote(note);
  const [origin, size, root, at, rest, ...more] = read?.text.split('\n') ?? [];
  const own = read?.signatures.find(({ name }) => name === origin);
  if (!own || !origin || !size || !root || !at || rest !== '' || more.length > 0) return undefined;
  const bytes = Buffer.from(root, 'base64');
  const exact = /^(0|[1-9]\d{0,14})$/.test(size) && bytes.length === HASH_BYTES && isInstant(at);
  return exact ? { origin, size: Number(size), root: bytes, at, keyId: own.keyId, note } : undefined;
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** The head when the key has signed it; else undefined. */
export function verifyHead(note: string, key: VerifierKey): SignedHead | undefined {
  const head = readHead(note);
  return head?.origin === key.name && verifyNote(note, key) ? head : undefined;
}
