import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, bounds, countOf, emptyHistogram, percentile, placeOf, within } from '../../src/figures/histogram.ts';

const times = fc.array(fc.oneof(fc.integer({ min: 0, max: 90_000 }), fc.constantFrom(...bounds)), { maxLength: 200 });
const of = (milliseconds: readonly number[]) =>
  milliseconds
    .map((each) => emptyHistogram.map((_, place) => (place === placeOf(each) ? 1 : 0)))
    .reduce(add, emptyHistogram);

describe('histograms', () => {
  it('are the same in whatever order and parts they are added', () => {
    fc.assert(
      fc.property(times, fc.nat(200), fc.nat(200), (all, a, b) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)];
        const parts = [all.slice(second), all.slice(0, first), all.slice(first, second)].map(of);
        expect(parts.reduce(add)).toEqual(of(all.toReversed()));
        expect(countOf(of(all))).toBe(all.length);
      }),
    );
  });

  it('tell how many were within a bound exactly, and the bound within which a share came', () => {
    fc.assert(
      fc.property(times, fc.constantFrom(0.5, 0.95, 0.99, 1), (all, share) => {
        const histogram = of(all);
        for (const bound of bounds) expect(within(histogram, bound)).toBe(all.filter((each) => each <= bound).length);
        const found = percentile(histogram, share);
        const enough = (bound: number) => all.filter((each) => each <= bound).length >= all.length * share;
        if (all.length === 0) expect(found).toBeUndefined();
        else if (found === 'beyond') expect(bounds.some(enough)).toBe(false);
        else expect(bounds.filter(enough)[0]).toBe(found);
      }),
    );
  });
});
