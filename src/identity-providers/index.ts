/**
 * Identity providers: others at whom people sign in (OpenID Connect, authorization code with PKCE), and what they say of
 * them. What comes of that is decided in sign-in/.
 */
export { createIdentityProviders, type IdentityProvider, type IdentityProviders } from './providers.ts';
