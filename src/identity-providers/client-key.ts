import { createPrivateKey, type KeyObject, type webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ClientAuth, ClientSecretBasic, PrivateKeyJwt } from 'openid-client';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';

type Authentication = Config['signIn']['oidc'][number]['authentication'];
type Algorithm = Parameters<KeyObject['toCryptoKey']>[0];

/** How this bridge proves to a provider that it is the client. Throws CONFIG_INVALID when the file cannot be used. */
export function clientAuthentication(authentication: Authentication, whose: string): ClientAuth {
  if ('secret' in authentication) return ClientSecretBasic(textOf(authentication.secret, whose).trim());
  const { key, keyId } = authentication;
  const signing = signingKey(textOf(key, whose), whose);
  return PrivateKeyJwt(keyId === undefined ? signing : { key: signing, kid: keyId });
}

function signingKey(pem: string, whose: string): webcrypto.CryptoKey {
  try {
    const key = createPrivateKey(pem);
    return key.toCryptoKey(algorithmFor(key), false, ['sign']);
  } catch (cause) {
    throw new BridgeError('CONFIG_INVALID', `signIn.oidc: the key for ${whose} cannot be used.`, { cause });
  }
}

function algorithmFor({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): Algorithm {
  if (asymmetricKeyType === 'rsa') return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  if (asymmetricKeyType === 'ed25519') return 'Ed25519';
  const namedCurve = asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'P-384' : 'P-256';
  return { name: 'ECDSA', namedCurve };
}

function textOf(file: string, whose: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new BridgeError('CONFIG_INVALID', `signIn.oidc: ${file} for ${whose} cannot be read.`, { cause });
  }
}
