import { createHmac } from 'node:crypto';
import type { Purpose } from './purposes.ts';

/** Keys of one purpose, which may change while the bridge runs. */
export interface Keyring {
  /** Seals from now on. */
  readonly sealing: Uint8Array;
  /** All that open what was sealed, `sealing` among them. */
  readonly opening: readonly Uint8Array[];
  /** The installation's first key. What is named by it is found again by that name, so it stays the same for ever. */
  readonly naming: Buffer;
}

/** Keys that change, or one of 32 bytes that does not. */
export type Keys = Keyring | Uint8Array;

export function sealingOf(keys: Keys): Uint8Array {
  return keys instanceof Uint8Array ? keys : keys.sealing;
}

export function openingOf(keys: Keys): readonly Uint8Array[] {
  return keys instanceof Uint8Array ? [keys] : keys.opening;
}

export function namingOf(keys: Keys): Buffer {
  return keys instanceof Uint8Array ? Buffer.from(keys) : keys.naming;
}

/** One secret file, several purposes: each purpose has keys of its own that tell nothing of the others. */
export function derivedKey(keys: Keys, purpose: Purpose): Keyring {
  const known = new WeakMap<Uint8Array, Buffer>();
  const derived = (key: Uint8Array): Buffer => {
    const one = known.get(key) ?? createHmac('sha256', key).update(purpose).digest();
    known.set(key, one);
    return one;
  };
  return {
    get sealing() {
      return derived(sealingOf(keys));
    },
    get opening() {
      return openingOf(keys).map(derived);
    },
    naming: derived(namingOf(keys)),
  };
}
