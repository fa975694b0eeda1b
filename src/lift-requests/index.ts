/** Requests to lift blocks (begäran om hävning): kept sealed, and whose business they are. Lifting itself is access/'s. */
export { blocksConcerned } from './concerned.ts';
export type { LiftAnswer, LiftRequest } from './lift-request.ts';
export { createLiftRequests, type LiftRequests } from './store.ts';
