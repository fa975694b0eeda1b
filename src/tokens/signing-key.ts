import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, type JSONWebKeySet, type JWK } from 'jose';
import { type Keys, openingOf, sealingOf } from '../bus/keyring.ts';

/** What this bridge signs its own tokens with. */
interface SigningKey {
  readonly privateKey: KeyObject;
  /** Its thumbprint (RFC 7638). */
  readonly kid: string;
  /** For whoever wants to check. */
  readonly jwk: JWK;
}

/** The present one, and those that signed before and are believed as long as they open what was sealed. */
export interface SigningKeys {
  signing(): Promise<SigningKey>;
  set(): Promise<JSONWebKeySet>;
}

/** `keys`: the same in every process of the installation. */
export function signingKeysFrom(keys: Keys): SigningKeys {
  const known = new WeakMap<Uint8Array, Promise<SigningKey>>();
  const keyFrom = (secret: Uint8Array): Promise<SigningKey> => {
    const key = known.get(secret) ?? signingKeyFrom(secret);
    known.set(secret, key);
    return key;
  };
  return {
    signing: () => keyFrom(sealingOf(keys)),
    async set() {
      const all = await Promise.all(openingOf(keys).map(keyFrom));
      return { keys: all.map(({ jwk }) => jwk) };
    },
  };
}

/** PKCS#8 (RFC 8410) up to the 32 bytes of an Ed25519 key. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An Ed25519 key made of a secret of 32 bytes: every process of the installation has the same one. */
async function signingKeyFrom(secret: Uint8Array): Promise<SigningKey> {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, secret]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  const jwk = publicKey.export({ format: 'jwk' }) as JWK;
  const kid = await calculateJwkThumbprint(jwk);
  return { privateKey, kid, jwk: { ...jwk, kid, use: 'sig', alg: 'EdDSA' } };
}
