/**
 * Long work: what takes so long that whoever began it may leave and find it again, whichever process answers her then.
 * Progress, outcome and result stand in the store, the result sealed; all of it is gone after a day. Knows nothing of HTTP,
 * nor of what is done.
 */
export { createLongWorks, type LongWorks } from './long-works.ts';
export type { Telling, Work, WorkKind } from './work.ts';
