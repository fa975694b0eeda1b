import { publicPem, type SigningKey, signNote, type VerifierKey, verifyNote } from './key.ts';
import { readNote } from './note.ts';

const TITLE = 'norrbryggan log key';

/** A signed note by which a key introduces the one that follows it. */
export function endorse(next: VerifierKey, by: SigningKey): string {
  return signNote(textFor(next, by), by);
}

/** Whether `by` has introduced the key in this note. */
export function isEndorsed(key: VerifierKey, note: string, by: VerifierKey): boolean {
  return readNote(note)?.text === textFor(key, by) && verifyNote(note, by) !== undefined;
}

function textFor(key: VerifierKey, by: VerifierKey): string {
  const spki = publicPem(key).replace(/-----[^-]+-----|\s/g, '');
  return `${TITLE}\n${by.name}\n${spki}\n`;
}
