import { createHmac } from 'node:crypto';

/**
 * What proves that a sign-in ends in the browser in which it was begun. All of it follows from one secret that the browser
 * holds in a cookie and shows to nobody else, so that nothing has to be kept of those who turn back.
 */
export interface Begun {
  /** Goes along the whole way, in addresses too; worth nothing without the secret. */
  readonly state: string;
  /** In the provider's ID token (OpenID Connect Core 3.1.2.1). */
  readonly nonce: string;
  /** RFC 7636 (PKCE); shown to the provider alone. */
  readonly verifier: string;
}

/** `way`: the card, or one identity provider; what was begun with one is worth nothing with another. */
export function begunWith(secret: string, way: string): Begun {
  const part = (name: string) => createHmac('sha256', secret).update(`${name} ${way}`).digest('base64url');
  return { state: part('state'), nonce: part('nonce'), verifier: part('verifier') };
}

/** The way of signing in with a card. */
export const byCard = 'siths';
