import { append, emptyFrontier, joined, rootOf, type Subtree } from './frontier.ts';
import { consistencyRanges, inclusionRanges, type LeafRange, subtreesOf } from './ranges.ts';

/** Subtrees are kept for every so many levels; those between are computed from the level below. */
export const TILE_HEIGHT = 8;

/** What is kept of a tree besides its leaves’ content. */
export interface TreeHashes {
  /**
   * Roots of `count` complete subtrees of 2^`level` leaves, from the `first`-th on. `level` is 0, for the leaves
   * themselves, or a multiple of {@link TILE_HEIGHT}.
   */
  hashes(level: number, first: number, count: number): Promise<readonly Buffer[]>;
}

/** Whether a completed subtree is to be kept; see {@link TILE_HEIGHT}. */
export function isKept({ level }: Subtree): boolean {
  return level % TILE_HEIGHT === 0;
}

/** The inclusion proof of leaf `index` in the tree of the first `size` leaves. Throws RangeError beyond it. */
export function inclusionProof(tree: TreeHashes, index: number, size: number): Promise<Buffer[]> {
  return rootsOf(tree, inclusionRanges(index, size));
}

/** The proof that the tree of `first` leaves begins that of `second`. Throws RangeError when `first` is the larger. */
export function consistencyProof(tree: TreeHashes, first: number, second: number): Promise<Buffer[]> {
  return rootsOf(tree, consistencyRanges(first, second));
}

/** The root of the first `size` leaves. */
export async function rootAt(tree: TreeHashes, size: number): Promise<Buffer> {
  const peaks = await Promise.all(subtreesOf([0, size]).map(({ level, index }) => subtreeHash(tree, level, index)));
  return rootOf({ size, peaks });
}

function rootsOf(tree: TreeHashes, ranges: readonly LeafRange[]): Promise<Buffer[]> {
  return Promise.all(
    ranges.map(async (range) =>
      joined(await Promise.all(subtreesOf(range).map(({ level, index }) => subtreeHash(tree, level, index)))),
    ),
  );
}

/** The root of one complete subtree, computed from the nearest kept level. */
export async function subtreeHash(tree: TreeHashes, level: number, index: number): Promise<Buffer> {
  const above = level % TILE_HEIGHT;
  const children = await tree.hashes(level - above, index * 2 ** above, 2 ** above);
  if (children.length !== 2 ** above) throw new RangeError(`The tree lacks hashes below node ${level}/${index}.`);
  return rootOf(append(emptyFrontier, children));
}
