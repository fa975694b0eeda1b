import { decodeJwt, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import { sameHsaId } from '../identities/index.ts';
import type { CertifiedCaller } from '../siths/index.ts';
import type { Spend } from './store.ts';

/** A system that may have tokens, with its public keys. */
export type Client = Config['tokens']['clients'][number] & { readonly keys: JWTVerifyGetKey };

/** SMART Backend Services asks for both. */
export const assertionAlgorithms = ['RS384', 'ES384'];
/** SMART App Launch 2.2, Asymmetric authentication: `exp` at most five minutes ahead. */
const longestSeconds = 300;
export const clockSkewSeconds = 30;
const longestId = 255;

export interface AssertionContext {
  readonly clients: ReadonlyMap<string, Client>;
  readonly spend: Spend;
  readonly caller: CertifiedCaller;
  /** URL of the token endpoint. */
  readonly audience: string;
  readonly now: Date;
}

/**
 * Whose assertion it is (private_key_jwt, RFC 7523): signed with a key of the client it names, presented over the
 * certificate of that client's system, for this endpoint, for the first time. Throws TOKEN_INVALID.
 */
export async function clientOf(assertion: string, context: AssertionContext): Promise<Client> {
  const client = context.clients.get(claimedClient(assertion));
  if (!client || !sameHsaId(client.caller, context.caller.hsaId))
    throw new BridgeError('TOKEN_INVALID', 'No such client may call with this certificate.');
  const { clientId } = client;
  const { payload } = await jwtVerify(assertion, client.keys, {
    algorithms: assertionAlgorithms,
    issuer: clientId,
    subject: clientId,
    audience: context.audience,
    requiredClaims: ['exp', 'jti'],
    clockTolerance: clockSkewSeconds,
    currentDate: context.now,
  }).catch(refuse);
  const { exp = 0, jti } = payload;
  const latest = context.now.getTime() / 1000 + longestSeconds + clockSkewSeconds;
  if (exp > latest) throw new BridgeError('TOKEN_INVALID', 'The client assertion holds for more than five minutes.');
  if (typeof jti !== 'string' || jti === '' || jti.length > longestId)
    throw new BridgeError('TOKEN_INVALID', 'The id (jti) of the client assertion is not of the right form.');
  // Last: what is not accepted for another reason is not spent, so that nobody can spend it for its owner.
  if (!(await context.spend(clientId, jti, new Date((exp + clockSkewSeconds) * 1000))))
    throw new BridgeError('TOKEN_INVALID', 'The client assertion has been used before.');
  return client;
}

/** Nothing is believed yet: who it claims to be of only tells which keys to try. */
function claimedClient(assertion: string): string {
  try {
    return decodeJwt(assertion).sub ?? '';
  } catch (cause) {
    throw new BridgeError('TOKEN_INVALID', 'The client assertion is no JSON Web Token.', { cause });
  }
}

/** What jose found wrong, in its words, which name claims and never repeat their values. */
function refuse(thrown: unknown): never {
  if (!(thrown instanceof errors.JOSEError)) throw thrown;
  throw new BridgeError('TOKEN_INVALID', `The client assertion is not accepted: ${thrown.code}.`, { cause: thrown });
}
