import { createLocalJWKSet, decodeJwt, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Actor } from '../access/index.ts';
import { BridgeError } from '../errors.ts';
import type { CertificateFacts } from '../siths/caller.ts';
import { bindingOf } from './binding.ts';
import { clockSkewSeconds } from './client-assertion.ts';
import { actorIn } from './person-claims.ts';
import { type Action, allows, scopeWords, type summaryScope } from './scopes.ts';
import type { SigningKeys } from './signing-key.ts';

/** What a token that came with a call gives. */
export interface Grant {
  /** Undefined: its issuer does not narrow what the person may read; the law's gates do. */
  readonly scopes: readonly string[] | undefined;
  /** Who reads; undefined for a system's own token. */
  readonly actor: Actor | undefined;
}

/** RFC 9068 has `at+jwt`; issuers of other habits write `JWT`, or nothing. Shared secrets and `none` are not here. */
export const personAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
];
/** A token is a line of a header; nothing honest comes near. */
const longest = 8_192;

export interface BearerContext {
  readonly signingKeys: SigningKeys;
  readonly issuers: ReadonlyMap<string, JWTVerifyGetKey>;
  /** What a token must be for, and who this bridge is in its own. */
  readonly audience: string;
  readonly certificate: Pick<CertificateFacts, 'fingerprint'>;
  readonly now: Date;
}

/**
 * Reads a token: one of ours, for a system, or a trusted issuer's, for a person. It must be tied to the certificate of the
 * call. Throws TOKEN_INVALID; SECURITY_SERVICE_UNAVAILABLE when the issuer's keys cannot be had.
 */
export async function readBearer(token: string, context: BearerContext): Promise<Grant> {
  if (token.length > longest) throw new BridgeError('TOKEN_INVALID', 'It is too large.');
  const issuer = claimedIssuer(token);
  if (issuer === context.audience)
    return systemGrant(await verified(token, ownKey(context), context, ['EdDSA']), context);
  const keys = context.issuers.get(issuer);
  if (!keys) throw new BridgeError('TOKEN_INVALID', 'Its issuer is not trusted here.');
  return personGrant(await verified(token, keys, context, personAlgorithms), context);
}

function systemGrant(payload: JWTPayload, { certificate }: BearerContext): Grant {
  requireBound(payload, certificate);
  return { scopes: scopesOf(payload) ?? [], actor: undefined };
}

function personGrant(payload: JWTPayload, { certificate }: BearerContext): Grant {
  requireBound(payload, certificate);
  const read = actorIn(payload);
  if ('refused' in read) throw new BridgeError('TOKEN_INVALID', read.refused);
  return { scopes: scopesOf(payload), actor: read.actor };
}

function requireBound(payload: JWTPayload, certificate: BearerContext['certificate']): void {
  const binding = bindingOf(payload, certificate);
  if (binding === 'none')
    throw new BridgeError('TOKEN_INVALID', 'It is not tied to a certificate (cnf with x5t#S256, RFC 8705).');
  if (binding === 'other') throw new BridgeError('TOKEN_INVALID', 'It is tied to another certificate than the call’s.');
}

async function verified(
  token: string,
  keys: JWTVerifyGetKey,
  { audience, now }: BearerContext,
  algorithms: string[],
): Promise<JWTPayload> {
  try {
    const claims = { audience, requiredClaims: ['exp'], clockTolerance: clockSkewSeconds, currentDate: now };
    return (await jwtVerify(token, keys, { algorithms, ...claims })).payload;
  } catch (cause) {
    if (
      cause instanceof errors.JOSEError &&
      !(cause instanceof errors.JWKSTimeout) &&
      cause.code !== 'ERR_JOSE_GENERIC'
    )
      throw new BridgeError('TOKEN_INVALID', `What is wrong with it: ${cause.code}.`, { cause });
    throw new BridgeError('SECURITY_SERVICE_UNAVAILABLE', 'The keys of the token’s issuer cannot be had.', { cause });
  }
}

const ownKey =
  ({ signingKeys }: BearerContext): JWTVerifyGetKey =>
  async (...asked) =>
    createLocalJWKSet(await signingKeys.set())(...asked);

/** Nothing is believed yet: who it claims to be from only tells which keys to try. */
function claimedIssuer(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch (cause) {
    throw new BridgeError('TOKEN_INVALID', 'It is no JSON Web Token.', { cause });
  }
}

function scopesOf({ scope }: JWTPayload): readonly string[] | undefined {
  if (scope === undefined) return undefined;
  if (typeof scope !== 'string') throw new BridgeError('TOKEN_INVALID', 'Its scope is not of the right form.');
  return scopeWords(scope);
}

/**
 * Throws SCOPE_MISSING unless the token covers this of every one of these FHIR types, or holds the one scope that stands
 * for all of it.
 */
export function requireScopes(
  { scopes, actor }: Grant,
  types: readonly string[],
  action: Action,
  insteadOfAll?: typeof summaryScope,
): void {
  if (!scopes || (insteadOfAll !== undefined && scopes.includes(insteadOfAll))) return;
  const context = actor ? 'user' : 'system';
  const missing = types.filter((type) => !allows(scopes, context, type, action));
  if (missing.length === 0) return;
  const needed = missing.map((type) => `${context}/${type}.${action === 'read' ? 'r' : 's'}`);
  throw new BridgeError('SCOPE_MISSING', `Needed: ${insteadOfAll ?? needed.join(' ')}.`);
}
