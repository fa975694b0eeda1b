/**
 * Signed heads of the log's tree, in a form that people, files and other programs can keep: C2SP checkpoints, which are
 * signed notes.
 */
export { isEndorsed } from './endorsement.ts';
export { originOf, readHead, type SignedHead, signHead, verifyHead } from './head.ts';
export { publicPem, type SigningKey, signingKey, type VerifierKey, verifierKey } from './key.ts';
export { readNote, writeNote } from './note.ts';
