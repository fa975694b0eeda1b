import { isEndorsed, type VerifierKey, verifierKey } from '../heads/index.ts';
import type { KnownKey } from './source.ts';

/** The given keys and all that they have introduced, one after the other. */
export function believedKeys(given: readonly VerifierKey[], known: readonly KnownKey[], origin: string): VerifierKey[] {
  const believed = [...given];
  let before: number;
  do {
    before = believed.length;
    for (const { publicKey, endorsement } of known) {
      if (endorsement === undefined) continue;
      const key = verifierKey(origin, publicKey, 'A key of the log');
      const isNew = !believed.some(({ keyId }) => keyId === key.keyId);
      if (isNew && believed.some((by) => isEndorsed(key, endorsement, by))) believed.push(key);
    }
  } while (believed.length > before);
  return believed;
}
