/**
 * Sign-in: a person with a SITHS card becomes a session in the portal, under one assignment at a time. Certificate and
 * assignment are looked at anew on each request. Knows no HTTP.
 */
export type { Role } from './roles.ts';
export { createSignIn, type SignedIn, type SignIn } from './sign-in.ts';
