import { readFileSync } from 'node:fs';
import { createLocalJWKSet, createRemoteJWKSet, customFetch, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { Agent, fetch } from 'undici';
import { BridgeError } from '../errors.ts';

/** A set larger than this is nobody's. */
const maxBytes = 262_144;

/** Keys from a file (JSON Web Key Set, RFC 7517). Throws CONFIG_INVALID when it is none, or holds a secret. */
export function keysInFile(file: string, whose: string): JWTVerifyGetKey {
  let set: JSONWebKeySet;
  try {
    set = JSON.parse(readFileSync(file, 'utf8')) as JSONWebKeySet;
    // A set that is malformed is refused here, not when the first token comes.
    createLocalJWKSet(set);
  } catch (cause) {
    throw new BridgeError('CONFIG_INVALID', `tokens: ${file} is no JSON Web Key Set of ${whose}.`, { cause });
  }
  // Whoever can read this file could else sign as its owner; and a shared secret proves nothing about who signed.
  if (set.keys.some((key) => key.kty === 'oct' || 'd' in key))
    throw new BridgeError('CONFIG_INVALID', `tokens: ${file} holds a secret key of ${whose}; only public ones belong.`);
  return createLocalJWKSet(set);
}

/**
 * Keys from an issuer's own address, fetched when first needed and again when a key is unknown, at most every half minute.
 * `ca` is a PEM file of whom the bridge trusts in other systems.
 */
export function keysAt(url: string, ca: string): { readonly keys: JWTVerifyGetKey; close(): Promise<void> } {
  const dispatcher = new Agent({ connect: { ca: readFileSync(ca) }, maxResponseSize: maxBytes });
  const keys = createRemoteJWKSet(new URL(url), {
    timeoutDuration: 3_000,
    [customFetch]: async (address, { headers, method, redirect, signal }) => {
      const init = { headers: [...headers] as [string, string][], method, redirect, signal, dispatcher };
      return (await fetch(address, init)) as unknown as Response;
    },
  });
  return { keys, close: () => dispatcher.close() };
}
