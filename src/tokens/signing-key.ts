import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, type JSONWebKeySet, type JWK } from 'jose';

/** What this bridge signs its own tokens with. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** Its thumbprint (RFC 7638). */
  readonly kid: string;
  /** For whoever wants to check. */
  readonly set: JSONWebKeySet;
}

/** PKCS#8 (RFC 8410) up to the 32 bytes of an Ed25519 key. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An Ed25519 key made of a secret of 32 bytes: every process of the installation has the same one. */
export async function signingKeyFrom(secret: Buffer): Promise<SigningKey> {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, secret]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  const jwk = publicKey.export({ format: 'jwk' }) as JWK;
  const kid = await calculateJwkThumbprint(jwk);
  return { privateKey, publicKey, kid, set: { keys: [{ ...jwk, kid, use: 'sig', alg: 'EdDSA' }] } };
}
