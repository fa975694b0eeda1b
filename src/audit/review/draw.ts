import { createHash, randomBytes } from 'node:crypto';

/** What a draw is reproduced from: 128 random bits, as hex. */
export function newSeed(): string {
  return randomBytes(16).toString('hex');
}

/**
 * Where an entry stands in the draw with this seed: SHA-256 over seed, a colon and the entry's id, as hex. The lowest
 * are drawn. Whoever has the seed and the log draws the same, in whatever order she reads it.
 */
export function rankOf(seed: string, id: string): string {
  return createHash('sha256').update(`${seed}:${id}`).digest('hex');
}

/** Keeps the lowest ranked of what it is offered, `size` at most. */
export interface Draw<Item> {
  offer(rank: string, item: Item): void;
  /** Lowest rank first. */
  drawn(): readonly Item[];
}

export function createDraw<Item>(size: number): Draw<Item> {
  let kept: { rank: string; item: Item }[] = [];
  /** Sorted out in lots, so that each offer costs little. */
  const trim = () => {
    kept = kept.sort((a, b) => (a.rank < b.rank ? -1 : 1)).slice(0, size);
  };
  return {
    offer(rank, item) {
      kept.push({ rank, item });
      if (kept.length > 2 * size + 64) trim();
    },
    drawn() {
      trim();
      return kept.map(({ item }) => item);
    },
  };
}
