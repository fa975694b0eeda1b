/**
 * Signed heads of the log's tree, in a form that people, files and other programs can keep: C2SP checkpoints, which are
 * signed notes.
 */
export { endorse, isEndorsed } from './endorsement.ts';
export { originOf, readHead, type SignedHead, signHead, type TreeHead, verifyHead } from './head.ts';
export { publicPem, type SigningKey, signingKey, signNote, type VerifierKey, verifierKey, verifyNote } from './key.ts';
export { type NoteSignature, readNote, type SignedNote, writeNote } from './note.ts';
