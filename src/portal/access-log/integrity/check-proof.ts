import type { ShownProof } from '../../../faces/portal-api/shapes/integrity.ts';

/** What is checked, in order. Each leans on those before it. */
export const steps = ['text', 'key', 'signature', 'head', 'path'] as const;
export type Step = (typeof steps)[number];

/** `unable`: the browser cannot check it, or there is nothing to check it by; it proves nothing either way. */
export type StepOutcome = 'holds' | 'fails' | 'unable';

export interface Checked {
  readonly outcomes: Readonly<Record<Step, StepOutcome>>;
  /** SHA-256 of the public key that signed (SPKI), hex: to be compared with what was handed over when it was made. */
  readonly fingerprint: string | undefined;
}

const ED25519 = 'Ed25519';
const HASH_BYTES = 32;

/**
 * Checks a proof with the browser’s own WebCrypto, asking nobody: that the entry’s text is what its leaf is the hash of, that
 * the key is the one the note names, that it signed the note, that the note is of the size and root that are told, and that
 * leaf and path lead to that root (RFC 9162 §2.1.3.2; C2SP signed-note and checkpoint).
 */
export async function checkProof(proof: ShownProof): Promise<Checked> {
  const note = readNote(proof.head.note);
  const key = proof.keys.find(({ keyId }) => keyId === note?.keyId);
  const spki = key && fromPem(key.publicKey);
  return {
    outcomes: {
      text: proof.text === null ? 'unable' : await outcomeOf(isOfText(proof, proof.text)),
      key: note && spki ? await outcomeOf(isNamed(note, spki)) : 'fails',
      signature: note && spki ? await signatureOutcome(note, spki) : 'fails',
      head: note && isOfHead(note, proof) ? 'holds' : 'fails',
      path: await outcomeOf(leadsToRoot(proof)),
    },
    fingerprint: spki && hex(await sha256(spki)),
  };
}

/** What cannot even be read does not hold. */
function outcomeOf(holds: Promise<boolean>): Promise<StepOutcome> {
  return holds.then(
    (yes) => (yes ? 'holds' : 'fails'),
    () => 'fails',
  );
}

async function isOfText({ leaf, entry }: ShownProof, text: string): Promise<boolean> {
  const isOfEntry = (JSON.parse(text) as { readonly id?: unknown }).id === entry;
  const hash = await sha256(joined(Uint8Array.of(0), new TextEncoder().encode(text)));
  return isOfEntry && same(hash, fromBase64(leaf));
}

interface ReadNote {
  /** What is signed. */
  readonly text: string;
  readonly name: string;
  readonly keyId: string;
  readonly signature: Bytes;
}

/** The signature of the log itself, whose name stands first in the note; undefined for what is no note. */
function readNote(note: string): ReadNote | undefined {
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const [name] = text.split('\n');
  const signatures = note.slice(end + 2).split('\n');
  const own = signatures.find((line) => line.startsWith(`— ${name} `))?.split(' ')[2];
  if (end < 1 || !name || !own) return undefined;
  const bytes = fromBase64(own);
  return { text, name, keyId: hex(bytes.slice(0, 4)), signature: bytes.slice(4) };
}

/** First four bytes of SHA-256 over name, LF, 0x01 and the key’s 32 bytes, which end its SPKI. */
async function isNamed({ name, keyId }: ReadNote, spki: Bytes): Promise<boolean> {
  const of = joined(new TextEncoder().encode(`${name}\n`), Uint8Array.of(1), spki.slice(-32));
  return hex((await sha256(of)).slice(0, 4)) === keyId;
}

async function signatureOutcome({ text, signature }: ReadNote, spki: Bytes): Promise<StepOutcome> {
  try {
    const key = await crypto.subtle.importKey('spki', spki, ED25519, false, ['verify']);
    return (await crypto.subtle.verify(ED25519, key, signature, new TextEncoder().encode(text))) ? 'holds' : 'fails';
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'NotSupportedError') return 'unable';
    return 'fails';
  }
}

/** The note says what is told beside it, and the entry has its place within. */
function isOfHead({ text }: ReadNote, { head, index }: ShownProof): boolean {
  const [, size, root] = text.split('\n');
  return size === String(head.size) && root === head.root && index >= 0 && index < head.size;
}

async function leadsToRoot({ leaf, index, proof, head }: ShownProof): Promise<boolean> {
  let [at, last] = [index, head.size - 1];
  let computed = fromBase64(leaf);
  for (const sibling of proof.map(fromBase64)) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      computed = await nodeHash(sibling, computed);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      computed = await nodeHash(computed, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(computed, fromBase64(head.root));
}

type Bytes = Uint8Array<ArrayBuffer>;

function nodeHash(left: Bytes, right: Bytes): Promise<Bytes> {
  return sha256(joined(Uint8Array.of(1), left, right));
}

async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

function fromPem(pem: string): Bytes {
  return fromBase64(pem.replace(/-----[^-]+-----|\s/g, ''));
}

function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function hex(bytes: Bytes): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function joined(...parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function same(one: Bytes, other: Bytes): boolean {
  return one.length === HASH_BYTES && other.length === HASH_BYTES && one.every((byte, at) => byte === other[at]);
}

/** No bit operations: JavaScript’s are of 32 bits. */
function half(number: number): number {
  return Math.floor(number / 2);
}
