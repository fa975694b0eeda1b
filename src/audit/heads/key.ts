import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';
import { BridgeError } from '../../errors.ts';
import { readNote, type SignedNote, writeNote } from './note.ts';

/** Who signs notes, as everyone may know it. */
export interface VerifierKey {
  /** The log’s origin, or a witness’s name. */
  readonly name: string;
  /** Hex of the first four bytes of SHA-256(name ‖ LF ‖ 0x01 ‖ public key), as C2SP signed-note has it for Ed25519. */
  readonly keyId: string;
  readonly publicKey: KeyObject;
}

export interface SigningKey extends VerifierKey {
  readonly privateKey: KeyObject;
}

const ED25519_SIGNATURE = 1;

/** From PEM (SPKI, Ed25519). Throws `CONFIG_INVALID` saying what `source` is when it is anything else. */
export function verifierKey(name: string, pem: string, source: string): VerifierKey {
  return {
    name,
    ...identified(
      name,
      keyFrom(() => createPublicKey(pem), source),
    ),
  };
}

/** From PEM (PKCS#8, Ed25519). Throws `CONFIG_INVALID` saying what `source` is when it is anything else. */
export function signingKey(name: string, pem: string, source: string): SigningKey {
  const privateKey = keyFrom(() => createPrivateKey(pem), source);
  return { name, ...identified(name, createPublicKey(privateKey)), privateKey };
}

function keyFrom(read: () => KeyObject, source: string): KeyObject {
  try {
    const key = read();
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // What OpenSSL says of it helps nobody.
  }
  throw new BridgeError('CONFIG_INVALID', `${source} is not an Ed25519 key as PEM.`);
}

function identified(name: string, publicKey: KeyObject): { keyId: string; publicKey: KeyObject } {
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const of = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519_SIGNATURE), Buffer.from(x, 'base64url')]);
  return { keyId: hash('sha256', of).slice(0, 8), publicKey };
}

/** PEM (SPKI) of the public half. */
export function publicPem({ publicKey }: VerifierKey): string {
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

/** The text with one signature. It must end with a line feed and hold no empty line at its end. */
export function signNote(text: string, key: SigningKey): string {
  const { name, keyId } = key;
  return writeNote({ text, signatures: [{ name, keyId, bytes: sign(null, Buffer.from(text), key.privateKey) }] });
}

/** The note when this key has signed it; signatures of others are neither needed nor harmful. */
export function verifyNote(note: string, key: VerifierKey): SignedNote | undefined {
  const read = readNote(note);
  const signed = read?.signatures.some(
    ({ name, keyId, bytes }) =>
      name === key.name && keyId === key.keyId && verify(null, Buffer.from(read.text), key.publicKey, bytes),
  );
  return signed ? read : undefined;
}
