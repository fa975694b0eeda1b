/**
 * Sign-in: a person with a SITHS card, or whom an identity provider vouches for, becomes a session in the portal, under one
 * assignment at a time. Certificate and assignment are looked at anew on each request. Knows no HTTP.
 */
export { type Begun, begunWith, byCard } from './begun.ts';
export { createOpenPatients, type Opened, type OpenPatients } from './open-patient.ts';
export { createPersonas, type Personas } from './personas.ts';
export { callerVouchedFor, type VouchedFor } from './proof.ts';
export type { Role } from './roles.ts';
export { newSecret } from './secret.ts';
export { createSignIn, type SignedIn, type SignIn } from './sign-in.ts';
