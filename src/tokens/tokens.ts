import { type JSONWebKeySet, SignJWT } from 'jose';
import type { Keys } from '../bus/keyring.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { CertifiedCaller } from '../siths/index.ts';
import { type Grant, readBearer } from './bearer.ts';
import { confirmationOf } from './binding.ts';
import { type Client, clientOf } from './client-assertion.ts';
import { keysFrom, keysInFile } from './key-sets.ts';
import { grantedScopes } from './scopes.ts';
import { signingKeysFrom } from './signing-key.ts';
import type { Spend } from './store.ts';

/** What a system asks the token endpoint for. */
export interface TokenRequest {
  readonly clientAssertion: string;
  /** Undefined: all that the client may have. */
  readonly scopes: readonly string[];
  readonly caller: CertifiedCaller;
}

/** RFC 6749 §5.1. */
export interface IssuedToken {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly scopes: readonly string[];
}

/** Tokens of systems, made here, and of persons, made by trusted issuers. `base` is the FHIR base as the caller has it. */
export interface Tokens {
  /** Public keys of this bridge's own tokens. */
  keys(): Promise<JSONWebKeySet>;
  /** Throws TOKEN_INVALID when the client is not believed, SCOPE_MISSING when it may have nothing of what it asks. */
  issue(request: TokenRequest, base: string): Promise<IssuedToken>;
  /** Throws TOKEN_INVALID; SECURITY_SERVICE_UNAVAILABLE when the keys of its issuer cannot be had. */
  read(token: string, caller: CertifiedCaller, base: string): Promise<Grant>;
  /** Where a token of this bridge is to be had. */
  endpointFor(base: string): string;
  audienceFor(base: string): string;
  close(): Promise<void>;
}

interface TokenParts {
  readonly config: Pick<Config, 'tokens' | 'outgoing'>;
  /** The same in every process of the installation. */
  readonly secret: Keys;
  readonly spend: Spend;
}

/** Throws CONFIG_INVALID when a key file cannot be used. */
export async function createTokens({ config: { tokens, outgoing }, secret, spend }: TokenParts): Promise<Tokens> {
  const signingKeys = signingKeysFrom(secret);
  const clients = new Map<string, Client>(
    tokens.clients.map((client) => [client.clientId, { ...client, keys: keysInFile(client.jwks, client.clientId) }]),
  );
  const closing: (() => Promise<void>)[] = [];
  const issuers = new Map(
    tokens.issuers.map(({ issuer, jwks }) => {
      const { keys, close } = keysFrom(jwks, issuer, { key: 'tokens', outgoing });
      closing.push(close);
      return [issuer, keys];
    }),
  );
  const audienceFor = (base: string): string => tokens.audience ?? base;
  const endpointFor = (base: string): string => new URL('/oauth/token', audienceFor(base)).href;

  async function issue({ clientAssertion, scopes: asked, caller }: TokenRequest, base: string): Promise<IssuedToken> {
    const now = new Date();
    const client = await clientOf(clientAssertion, { clients, spend, caller, audience: endpointFor(base), now });
    const scopes = grantedScopes(asked, client.scopes);
    if (scopes.length === 0)
      throw new BridgeError('SCOPE_MISSING', 'The client may have none of the scopes asked for.');
    const audience = audienceFor(base);
    const { kid, privateKey } = await signingKeys.signing();
    const accessToken = await new SignJWT({
      client_id: client.clientId,
      scope: scopes.join(' '),
      cnf: confirmationOf(caller.certificate),
    })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid })
      .setIssuer(audience)
      .setAudience(audience)
      .setSubject(client.clientId)
      .setJti(crypto.randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(new Date(now.getTime() + tokens.lifetimeSeconds * 1000))
      .sign(privateKey);
    return { accessToken, expiresInSeconds: tokens.lifetimeSeconds, scopes };
  }

  return {
    keys: signingKeys.set,
    issue,
    read: (token, { certificate }, base) =>
      readBearer(token, { signingKeys, issuers, audience: audienceFor(base), certificate, now: new Date() }),
    endpointFor,
    audienceFor,
    async close() {
      await Promise.all(closing.map((close) => close()));
    },
  };
}
