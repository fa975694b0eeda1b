import { createCipheriv, createDecipheriv, createHash, createSecretKey, randomFillSync } from 'node:crypto';
import { type Keys, openingOf, sealingOf } from './keyring.ts';

/**
 * Seals what travels over the bus: AES-256-GCM with a random 96-bit nonce, so that Redis or PostgreSQL holds nothing
 * readable and nothing that can be changed or moved unseen.
 *
 * An envelope is: version (1 byte), key id (4 bytes), nonce (12), ciphertext, tag (16). Version and key id are
 * authenticated together with the caller's `context`, which says what the content belongs to. Their place up front
 * lets bridges of different versions share one bus, and keys be changed: whoever has the key with that id opens it.
 */
export interface Sealer {
  /** `clear`: what stands before the envelope, in the same buffer: large contents are not copied once more for it. */
  seal(content: Uint8Array, context: string, clear?: Uint8Array): Buffer;
  /** The content, or undefined when the envelope is not ours, not whole, or sealed for another context. */
  open(envelope: Uint8Array, context: string): Buffer | undefined;
}

const VERSION = 1;
const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 5;
const nothing = Buffer.alloc(0);
/** What sealing adds to the content. */
export const SEAL_BYTES = HEAD_BYTES + NONCE_BYTES + TAG_BYTES;

/** Seals with one key of the ring and opens with all. Throws RangeError when a key has not 32 bytes. */
export function createSealer(keys: Keys): Sealer {
  const known = new WeakMap<Uint8Array, Sealer>();
  const sealerOf = (key: Uint8Array): Sealer => {
    const sealer = known.get(key) ?? sealerWith(key);
    known.set(key, sealer);
    return sealer;
  };
  for (const key of openingOf(keys)) sealerOf(key);
  return {
    seal: (content, context, clear) => sealerOf(sealingOf(keys)).seal(content, context, clear),
    open(envelope, context) {
      for (const key of openingOf(keys)) {
        const content = sealerOf(key).open(envelope, context);
        if (content) return content;
      }
      return undefined;
    },
  };
}

/** Random bytes are fetched for many messages at once: for each alone they took a fifth of sealing a short one. */
const nonces = Buffer.alloc(NONCE_BYTES * 256);
let used = nonces.length;

function nextNonce(): Buffer {
  if (used === nonces.length) {
    randomFillSync(nonces);
    used = 0;
  }
  used += NONCE_BYTES;
  return nonces.subarray(used - NONCE_BYTES, used);
}

function sealerWith(key: Uint8Array): Sealer {
  if (key.length !== KEY_BYTES) throw new RangeError(`The bus key must be ${KEY_BYTES} bytes, not ${key.length}.`);
  const head = headOf(key);
  // Once: from bytes, every message would make it anew.
  const secret = createSecretKey(key);
  const authenticated = (context: string) => Buffer.concat([head, Buffer.from(context)]);
  return {
    seal(content, context, clear = nothing) {
      const nonce = nextNonce();
      const cipher = createCipheriv(ALGORITHM, secret, nonce).setAAD(authenticated(context));
      return Buffer.concat([clear, head, nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
    },
    open(envelope, context) {
      if (envelope.length < SEAL_BYTES || !head.equals(envelope.subarray(0, HEAD_BYTES))) return undefined;
      const nonce = envelope.subarray(HEAD_BYTES, HEAD_BYTES + NONCE_BYTES);
      const decipher = createDecipheriv(ALGORITHM, secret, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(authenticated(context)).setAuthTag(envelope.subarray(-TAG_BYTES));
      const content = decipher.update(envelope.subarray(HEAD_BYTES + NONCE_BYTES, -TAG_BYTES));
      return finishes(() => decipher.final()) ? content : undefined;
    },
  };
}

/** `final` throws when the tag does not fit: an expected answer here, not a fault. */
function finishes(final: () => unknown): boolean {
  try {
    final();
    return true;
  } catch {
    return false;
  }
}

/** What every envelope that this key has sealed begins with, and none of another key: version and key id, 5 bytes. */
export function headOf(key: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(VERSION), keyId(key)]);
}

/** 4 bytes that tell keys apart and nothing of them. */
export function keyId(key: Uint8Array): Buffer {
  return createHash('sha256')
    .update('norrbryggan bus key')
    .update(key)
    .digest()
    .subarray(0, HEAD_BYTES - 1);
}
