/** Leaves from `start` up to, not including, `end`. */
export type LeafRange = readonly [start: number, end: number];

/**
 * The parts of the tree whose roots prove that leaf `index` is in the tree of `size` leaves, leaf to root (RFC 9162
 * §2.1.3.1). Throws RangeError when it is not in it.
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`No leaf ${index} in a tree of ${size}.`);
  return path(index, 0, size);
}

function path(index: number, start: number, end: number): LeafRange[] {
  if (end - start === 1) return [];
  const middle = start + split(end - start);
  return index < middle
    ? [...path(index, start, middle), [middle, end]]
    : [...path(index, middle, end), [start, middle]];
}

/**
 * The parts of the tree whose roots prove that the tree of `first` leaves begins the tree of `second` leaves (RFC 9162
 * §2.1.4.1). None are needed from nothing, or to itself. Throws RangeError when `first` is the larger.
 */
export function consistencyRanges(first: number, second: number): LeafRange[] {
  if (!(first >= 0 && first <= second)) throw new RangeError(`A tree of ${first} is not within one of ${second}.`);
  return first === 0 || first === second ? [] : subproof(first, 0, second, true);
}

/** SUBPROOF of the RFC; `whole`: whether the verifier knows the root of what is looked at. */
function subproof(first: number, start: number, end: number, whole: boolean): LeafRange[] {
  if (first === end) return whole ? [] : [[start, end]];
  const middle = start + split(end - start);
  return first <= middle
    ? [...subproof(first, start, middle, whole), [middle, end]]
    : [...subproof(first, middle, end, false), [start, middle]];
}

/** The largest power of two smaller than `size`. */
function split(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** The complete subtrees that cover a range, left to right: each the largest that begins there and fits. */
export function subtreesOf([start, end]: LeafRange): { level: number; index: number }[] {
  const found: { level: number; index: number }[] = [];
  for (let at = start; at < end; ) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level++;
    found.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return found;
}
