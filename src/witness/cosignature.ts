import { hash, sign, verify } from 'node:crypto';
import { readNote, type SigningKey, type VerifierKey, writeNote } from '../audit/heads/index.ts';

/**
 * A witness's word, by C2SP tlog-cosignature (`cosignature/v1`): “of this log I have seen this head, and none that
 * contradicts it, at this time”. It stands in the note of the head, after the log's own signature.
 */
export interface Cosignature {
  /** Name of the witness. */
  readonly name: string;
  /** ISO 8601, whole seconds. */
  readonly at: string;
}

const COSIGNATURE = 4;
const TIME_BYTES = 8;

/** The note with this witness's cosignature, in place of an earlier one. Throws RangeError for what is no note. */
export function cosign(note: string, key: SigningKey, at: Date): string {
  const read = readNote(note);
  if (!read) throw new RangeError('Only a signed note can be co-signed.');
  const seconds = Math.floor(at.getTime() / 1000);
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(BigInt(seconds));
  const bytes = Buffer.concat([time, sign(null, signedText(read.text, seconds), key.privateKey)]);
  const others = read.signatures.filter(({ name }) => name !== key.name);
  return writeNote({ text: read.text, signatures: [...others, { name: key.name, keyId: keyIdOf(key), bytes }] });
}

/** Which of these witnesses have co-signed the head in this note, and when. Pure; the log's own signature is not looked at. */
export function verifyCosignatures(note: string, witnesses: readonly VerifierKey[]): Cosignature[] {
  const read = readNote(note);
  if (!read) return [];
  return witnesses.flatMap((witness) => {
    const keyId = keyIdOf(witness);
    const times = read.signatures
      .filter((one) => one.name === witness.name && one.keyId === keyId && one.bytes.length > TIME_BYTES)
      .flatMap(({ bytes }) => {
        const seconds = Number(bytes.readBigUInt64BE());
        const text = signedText(read.text, seconds);
        return verify(null, text, witness.publicKey, bytes.subarray(TIME_BYTES)) ? [seconds] : [];
      });
    return times.length === 0 ? [] : [{ name: witness.name, at: new Date(Math.max(...times) * 1000).toISOString() }];
  });
}

function signedText(text: string, seconds: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
}

/** Another than of the same key as a log's: signatures of one kind cannot be taken for the other. */
function keyIdOf({ name, publicKey }: VerifierKey): string {
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return hash(
    'sha256',
    Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(COSIGNATURE), Buffer.from(x, 'base64url')]),
  ).slice(0, 8);
}
