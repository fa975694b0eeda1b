import { createHmac } from 'node:crypto';
import { derivedKey, type Keys, namingOf } from '../bus/keyring.ts';
import { createSealer } from '../bus/seal.ts';
import type { NewDelivery } from './delivery.ts';

/** Keeps what is stored unreadable: contents sealed, keys hashed. */
export interface Vault {
  /** The same for all messages that must arrive in order; tells nothing of the patient it may name. */
  keyOf(delivery: Pick<NewDelivery, 'destination' | 'key'>): Buffer;
  seal(id: string, content: Uint8Array): Buffer;
  /** Undefined when it was sealed with another key, or for another message. */
  open(id: string, sealed: Uint8Array): Buffer | undefined;
}

/** `secret`: 32 bytes, the same in every process of the installation. */
export function createVault(secret: Keys): Vault {
  const [hashKey, sealer] = [namingOf(derivedKey(secret, 'keys')), createSealer(derivedKey(secret, 'contents'))];
  const context = (id: string) => `delivery ${id}`;
  return {
    keyOf: ({ destination, key }) => createHmac('sha256', hashKey).update(`${destination}\n${key}`).digest(),
    seal: (id, content) => sealer.seal(content, context(id)),
    open: (id, sealed) => sealer.open(sealed, context(id)),
  };
}
