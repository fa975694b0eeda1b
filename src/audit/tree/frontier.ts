import { emptyRoot, nodeHash } from './hash.ts';

/**
 * All of a tree that appending to it needs: how many leaves it has, and the roots of the complete subtrees they fall
 * into, one for each 1 in the binary form of `size`, largest first.
 */
export interface Frontier {
  readonly size: number;
  readonly peaks: readonly Buffer[];
}

export const emptyFrontier: Frontier = { size: 0, peaks: [] };

/** A complete subtree: 2^`level` leaves from `index` × 2^`level` on. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
  readonly hash: Buffer;
}

/**
 * Appends leaves. `completed` is told of each subtree that becomes complete, single leaves left out, children before
 * their parents.
 */
export function append(frontier: Frontier, leaves: Iterable<Buffer>, completed?: (subtree: Subtree) => void): Frontier {
  const peaks = [...frontier.peaks];
  let { size } = frontier;
  for (const leaf of leaves) size = addSubtree(peaks, size, 0, leaf, completed);
  return { size, peaks };
}

/**
 * Appends 2^`level` leaves of which only the root is known. Throws RangeError unless they begin where a subtree of that
 * size may.
 */
export function appendSubtree(frontier: Frontier, level: number, hash: Buffer): Frontier {
  if (frontier.size % 2 ** level !== 0) throw new RangeError(`No subtree of level ${level} begins here.`);
  const peaks = [...frontier.peaks];
  return { size: addSubtree(peaks, frontier.size, level, hash), peaks };
}

function addSubtree(
  peaks: Buffer[],
  size: number,
  level: number,
  hash: Buffer,
  completed?: (subtree: Subtree) => void,
): number {
  let index = size / 2 ** level;
  let root = hash;
  for (let height = level; index % 2 === 1; ) {
    const left = peaks.pop();
    if (!left) throw new RangeError('The frontier lacks a peak.');
    root = nodeHash(left, root);
    index = (index - 1) / 2;
    completed?.({ level: ++height, index, hash: root });
  }
  peaks.push(root);
  return size + 2 ** level;
}

/** Hash of the whole tree (RFC 9162 §2.1.1). */
export function rootOf({ peaks }: Frontier): Buffer {
  return peaks.length === 0 ? emptyRoot : joined(peaks);
}

/** Root over neighbouring subtrees, each smaller than the one before. */
export function joined(peaks: readonly Buffer[]): Buffer {
  return peaks.reduceRight((right, left) => nodeHash(left, right));
}
