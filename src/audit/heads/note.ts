/**
 * Signed notes as C2SP signed-note defines them: a text, an empty line, and lines `— NAME BASE64(keyId ‖ signature)`.
 * Made to be read by people, kept in files and signed by several.
 */
export interface SignedNote {
  /** What is signed; ends with a line feed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  /** Of the key: the log’s origin, or a witness’s name. No spaces, no `+`. */
  readonly name: string;
  /** First four bytes of a hash over name and public key, hex; see {@link VerifierKey}. */
  readonly keyId: string;
  readonly bytes: Buffer;
}

const KEY_ID_BYTES = 4;
/** Of a note: a head with the signatures of every witness anyone will have. */
const MAX_NOTE = 16_384;

export function writeNote({ text, signatures }: SignedNote): string {
  return `${text}\n${signatures.map(signatureLine).join('')}`;
}

function signatureLine({ name, keyId, bytes }: NoteSignature): string {
  return `— ${name} ${Buffer.concat([Buffer.from(keyId, 'hex'), bytes]).toString('base64')}\n`;
}

/** Undefined when it is no signed note. Nothing is verified. */
export function readNote(note: string): SignedNote | undefined {
  const end = note.lastIndexOf('\n\n');
  if (note.length > MAX_NOTE || end < 1 || !note.endsWith('\n')) return undefined;
  const lines = note.slice(end + 2, -1).split('\n');
  const signatures = lines.map(readSignature);
  if (!signatures.every((one) => one !== undefined)) return undefined;
  return { text: note.slice(0, end + 1), signatures };
}

function readSignature(line: string): NoteSignature | undefined {
  const [, name, base64] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? [];
  if (name === undefined || base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length <= KEY_ID_BYTES) return undefined;
  return { name, keyId: bytes.toString('hex', 0, KEY_ID_BYTES), bytes: bytes.subarray(KEY_ID_BYTES) };
}
