import { createHash } from 'node:crypto';

/** A stream of choices that is always the same for the same key, so that a patient's story can be told again. */
export interface Random {
  /** 0 ≤ x < 1 */
  fraction(): number;
  /** Whole number, both ends included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the list, likelier the larger its weight. */
  weighted<T extends { readonly weight: number }>(list: readonly T[]): T;
}

/** SFC32 (Doty-Humphrey), seeded with the digest of the key. */
export function createRandom(...key: readonly (string | number)[]): Random {
  const digest = createHash('sha256').update(key.join('\u0000')).digest();
  let a = digest.readInt32LE(0);
  let b = digest.readInt32LE(4);
  let c = digest.readInt32LE(8);
  let counter = 1;
  const fraction = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11) | 0) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[Math.floor(fraction() * list.length)];
    if (chosen === undefined) throw new Error('Nothing to pick from');
    return chosen;
  };
  return {
    fraction,
    between: (low, high) => low + Math.floor(fraction() * (high - low + 1)),
    chance: (probability) => fraction() < probability,
    pick,
    weighted: (list) => {
      let left = fraction() * list.reduce((sum, item) => sum + item.weight, 0);
      for (const item of list) {
        left -= item.weight;
        if (left < 0) return item;
      }
      return pick(list);
    },
  };
}

/** A short opaque name that is always the same for the same key and tells nothing about it. */
export function stableId(length: number, ...key: readonly string[]): string {
  return createHash('sha256').update(key.join('\u0000')).digest('hex').slice(0, length);
}
