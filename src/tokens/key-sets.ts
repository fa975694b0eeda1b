import { readFileSync } from 'node:fs';
import { createLocalJWKSet, createRemoteJWKSet, customFetch, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { BridgeError } from '../errors.ts';
import type { Outgoing } from '../sources/http.ts';
import { reachTrusting } from './reach.ts';

/** Keys, and what ends the connections that they are fetched over. */
export interface Keys {
  readonly keys: JWTVerifyGetKey;
  close(): Promise<void>;
}

/**
 * From a file, or from an issuer's own address (`https://…`); over TLS to whom `outgoing.ca` vouches for.
 * `key` is the configuration key that it stands under. Throws CONFIG_INVALID for a file that cannot be used.
 */
export function keysFrom(place: string, whose: string, { key, outgoing }: { key: string; outgoing: Outgoing }): Keys {
  return place.startsWith('https:')
    ? keysAt(place, outgoing)
    : { keys: keysInFile(place, whose, key), close: async () => undefined };
}

/** Keys from a file (JSON Web Key Set, RFC 7517). Throws CONFIG_INVALID when it is none, or holds a secret. */
export function keysInFile(file: string, whose: string, key = 'tokens'): JWTVerifyGetKey {
  let set: JSONWebKeySet;
  try {
    set = JSON.parse(readFileSync(file, 'utf8')) as JSONWebKeySet;
    // A set that is malformed is refused here, not when the first token comes.
    createLocalJWKSet(set);
  } catch (cause) {
    throw new BridgeError('CONFIG_INVALID', `${key}: ${file} is no JSON Web Key Set of ${whose}.`, { cause });
  }
  // Whoever can read this file could else sign as its owner; and a shared secret proves nothing about who signed.
  if (set.keys.some((each) => each.kty === 'oct' || 'd' in each))
    throw new BridgeError('CONFIG_INVALID', `${key}: ${file} holds a secret key of ${whose}; only public ones belong.`);
  return createLocalJWKSet(set);
}

/** Fetched when first needed and again when a key is unknown, at most every half minute. */
function keysAt(url: string, outgoing: Outgoing): Keys {
  const reach = reachTrusting(outgoing);
  const keys = createRemoteJWKSet(new URL(url), { timeoutDuration: 3_000, [customFetch]: reach.fetch });
  return { keys, close: reach.close };
}
