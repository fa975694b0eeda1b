import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from 'openid-client';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { KeyWatch } from '../keys/index.ts';
import type { Begun } from '../sign-in/index.ts';
import { reachTrusting } from '../tokens/reach.ts';
import { type Vouched, vouchedIn } from './claims.ts';
import { clientProof } from './client-key.ts';
import { refusalOf, unavailable } from './refusal.ts';

export interface IdentityProvider {
  readonly id: string;
  readonly issuer: string;
  /** Where the person goes on, to come back to `redirectUri`. Throws SIGN_IN_PROVIDER_UNAVAILABLE. */
  begin(begun: Begun, redirectUri: string): Promise<URL>;
  /**
   * Whom the provider vouches for, from the address that the browser came back to: its answer to what was begun in that
   * browser, and to nothing else. Throws SIGN_IN_REFUSED, SIGN_IN_PROVIDER_UNAVAILABLE.
   */
  finish(returned: URL, begun: Begun): Promise<Vouched>;
  /** Where the person goes on to be signed out there too; undefined where the provider has no such place. */
  signOut(returnTo: string): Promise<URL | undefined>;
}

export interface IdentityProviders {
  find(id: string): IdentityProvider | undefined;
  issuedBy(issuer: string): IdentityProvider | undefined;
  close(): Promise<void>;
}

/** Its keys and addresses may change; so long they are believed. */
const rediscoverMs = 3_600_000;
const timeoutSeconds = 5;

/**
 * Nothing is asked of a provider before somebody wants to sign in there. Throws CONFIG_INVALID.
 *
 * @param watch looks after the files of our keys and secrets.
 */
export function createIdentityProviders(
  { signIn, outgoing }: Pick<Config, 'signIn' | 'outgoing'>,
  watch: KeyWatch['watch'],
): IdentityProviders {
  const reach = reachTrusting(outgoing);
  const providers = signIn.oidc.map((provider) => createProvider(provider, reach.fetch, watch));
  return {
    find: (id) => providers.find((one) => one.id === id),
    issuedBy: (issuer) => providers.find((one) => one.issuer === issuer),
    close: reach.close,
  };
}

function createProvider(
  provider: Config['signIn']['oidc'][number],
  fetch: ReturnType<typeof reachTrusting>['fetch'],
  watch: KeyWatch['watch'],
): IdentityProvider {
  const { id, issuer, clientId, scopes, assurance } = provider;
  const maxAge = provider.maxAgeMinutes && provider.maxAgeMinutes * 60;
  const proof = clientProof(provider.authentication, id);
  let known: { readonly at: number; readonly configuration: Promise<Configuration> } | undefined;
  proof.live.whenChanged(() => {
    known = undefined;
  });
  watch(proof);

  /** Asked once by however many come at the same time; after a failure, anew by the next. */
  function configuration(): Promise<Configuration> {
    if (known && known.at + rediscoverMs > Date.now()) return known.configuration;
    const asked = discovery(new URL(issuer), clientId, {}, proof.live.current, {
      [customFetch]: fetch,
      timeout: timeoutSeconds,
      // The ID token's signature is verified though TLS already says whose it is.
      execute: [enableNonRepudiationChecks],
    }).catch((thrown: unknown) => {
      known = undefined;
      throw unavailable(thrown);
    });
    known = { at: Date.now(), configuration: asked };
    return asked;
  }

  return {
    id,
    issuer,

    async begin({ state, nonce, verifier }, redirectUri) {
      return buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: scopes.join(' '),
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(maxAge && { max_age: String(maxAge) }),
        ...(assurance.length > 0 && { acr_values: assurance.map(({ acr }) => acr).join(' ') }),
      });
    },

    async finish(returned, { state, nonce, verifier }) {
      const own = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
      const checks = { ...own, idTokenExpected: true, ...(maxAge && { maxAge }) };
      const found = await configuration();
      try {
        const tokens = await authorizationCodeGrant(found, returned, checks);
        const claims = tokens.claims();
        if (!claims) throw new BridgeError('SIGN_IN_REFUSED', 'It came without an ID token.');
        if (claims[provider.claims.hsaId] !== undefined || !found.serverMetadata().userinfo_endpoint)
          return vouchedIn(claims, provider);
        // Some tell who it is apart; how she was authenticated stands in the ID token alone.
        const { acr: _unsigned, ...info } = await fetchUserInfo(found, tokens.access_token, claims.sub);
        return vouchedIn({ ...info, ...claims }, provider);
      } catch (thrown) {
        throw refusalOf(thrown);
      }
    },

    async signOut(returnTo) {
      const found = await configuration();
      if (!found.serverMetadata().end_session_endpoint) return undefined;
      // Without an ID token as hint: it names the person, and this is an address.
      return buildEndSessionUrl(found, { post_logout_redirect_uri: returnTo });
    },
  };
}
