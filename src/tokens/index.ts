/**
 * Tokens of the FHIR face: what a system is given for its client assertion (SMART Backend Services), and what trusted
 * issuers say of persons who read. Each is tied to the certificate of the call (RFC 8705). Knows nothing of requests.
 */
export { type Grant, requireScopes } from './bearer.ts';
export { assertionAlgorithms } from './client-assertion.ts';
export { scopeWords, summaryScope } from './scopes.ts';
export { createSpend } from './store.ts';
export { createTokens, type Tokens } from './tokens.ts';
