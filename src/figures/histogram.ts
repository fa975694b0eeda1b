/**
 * Upper bounds, in milliseconds, of how long answers took. Among them the 27 seconds that the contracts give a producer.
 * Part of what is stored: a bound that is taken away leaves its counts behind.
 */
export const bounds = [
  50, 100, 200, 300, 500, 750, 1_000, 1_500, 2_000, 3_000, 5_000, 7_500, 10_000, 15_000, 20_000, 27_000, 30_000, 60_000,
] as const;
type Bound = (typeof bounds)[number];

/** How many answers took at most each bound, and more than the one before; the last number is of those beyond all bounds. */
export type Histogram = readonly number[];

export const emptyHistogram: Histogram = [...bounds.map(() => 0), 0];

/** The place in a histogram of an answer that took so long. */
export function placeOf(milliseconds: number): number {
  const place = bounds.findIndex((bound) => milliseconds <= bound);
  return place === -1 ? bounds.length : place;
}

export function add(one: Histogram, other: Histogram): Histogram {
  return one.map((count, place) => count + (other[place] ?? 0));
}

export function countOf(histogram: Histogram): number {
  return histogram.reduce((sum, count) => sum + count, 0);
}

/** How many took no longer. */
export function within(histogram: Histogram, bound: Bound): number {
  return countOf(histogram.slice(0, bounds.indexOf(bound) + 1));
}

/** Within so many milliseconds that share (0–1) of the answers came; `beyond` all bounds; undefined where none came. */
export function percentile(histogram: Histogram, share: number): Bound | 'beyond' | undefined {
  const wanted = countOf(histogram) * share;
  if (wanted === 0) return undefined;
  return bounds.find((bound) => within(histogram, bound) >= wanted) ?? 'beyond';
}
