import type { Config } from '../../config.ts';
import { assertionAlgorithms, type Tokens } from '../../tokens/index.ts';
import { staffTypes } from './staff-types.ts';

/**
 * How a system gets a token (SMART App Launch 2.2, .well-known/smart-configuration). What needs a person at a browser is
 * not offered: tokens about persons come from their own issuers.
 */
export function smartConfiguration(tokens: Tokens, clients: Config['tokens']['clients'], base: string) {
  return {
    issuer: tokens.audienceFor(base),
    jwks_uri: new URL('/oauth/jwks', tokens.endpointFor(base)).href,
    token_endpoint: tokens.endpointFor(base),
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
    scopes_supported: [
      ...new Set([
        'system/*.rs',
        ...staffTypes.map(({ type }) => `user/${type}.rs`),
        ...clients.flatMap(({ scopes }) => scopes),
      ]),
    ],
    tls_client_certificate_bound_access_tokens: true,
    capabilities: ['client-confidential-asymmetric', 'permission-v1', 'permission-v2'],
  };
}
