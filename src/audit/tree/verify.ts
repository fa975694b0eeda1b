import { timingSafeEqual } from 'node:crypto';
import { HASH_BYTES, nodeHash } from './hash.ts';

/** Whether a proof shows the leaf to be number `index` in the tree of `size` leaves and that root (RFC 9162 §2.1.3.2). */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!(index >= 0 && index < size)) return false;
  let at = index;
  let last = size - 1;
  let computed = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (odd(at) || at === last) {
      computed = nodeHash(sibling, computed);
      while (!odd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      computed = nodeHash(computed, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(computed, root);
}

/** Whether a proof shows the tree of `first` leaves to begin that of `second`, given both roots (RFC 9162 §2.1.4.2). */
export function verifyConsistency(
  first: number,
  second: number,
  proof: readonly Uint8Array[],
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
): boolean {
  if (!(first >= 0 && first <= second)) return false;
  if (first === second) return proof.length === 0 && same(firstRoot, secondRoot);
  if (first === 0) return proof.length === 0;
  // A complete tree is a node of the larger one, and stands at the head of its own proof.
  const [start, ...rest] = isPowerOfTwo(first) ? [firstRoot, ...proof] : proof;
  if (!start) return false;
  let at = first - 1;
  let last = second - 1;
  while (odd(at)) [at, last] = [half(at), half(last)];
  let [older, newer] = [start, start];
  for (const node of rest) {
    if (last === 0) return false;
    if (odd(at) || at === last) {
      [older, newer] = [nodeHash(node, older), nodeHash(node, newer)];
      while (!odd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      newer = nodeHash(newer, node);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(older, firstRoot) && same(newer, secondRoot);
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === HASH_BYTES && other.length === HASH_BYTES && timingSafeEqual(one, other);
}

/** No bit operations: JavaScript's are of 32 bits, and a log may grow beyond. */
function odd(number: number): boolean {
  return number % 2 === 1;
}

function half(number: number): number {
  return Math.floor(number / 2);
}

function isPowerOfTwo(number: number): boolean {
  return Number.isInteger(Math.log2(number));
}
