import { createPrivateKey, type KeyObject, type webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ClientAuth, ClientSecretBasic, PrivateKeyJwt } from 'openid-client';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';

import { type Live, liveFiles } from '../keys/live.ts';
import type { WatchedFile } from '../keys/watch.ts';

type Authentication = Config['signIn']['oidc'][number]['authentication'];
type Algorithm = Parameters<KeyObject['toCryptoKey']>[0];

interface ClientProof extends WatchedFile {
  readonly live: Live<ClientAuth>;
}

/**
 * How this bridge proves to a provider that it is the client, as the file has it. Throws CONFIG_INVALID when that cannot be
 * used at first.
 */
export function clientProof(authentication: Authentication, whose: string): ClientProof {
  const file = 'secret' in authentication ? authentication.secret : authentication.key;
  return { file, live: liveFiles([file], () => clientAuthentication(authentication, whose)) };
}

function clientAuthentication(authentication: Authentication, whose: string): ClientAuth {
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
