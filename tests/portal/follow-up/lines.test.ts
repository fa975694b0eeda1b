import { describe, expect, it } from 'vitest';
import { kindOf, linesOf, startOf } from '../../../src/portal/follow-up/lines.ts';

const months = ['2026-01', '2026-02', '2026-03', '2026-04'];
const figures = (values: readonly (number | undefined)[], versions: readonly number[] = []) =>
  values.map((value, at) => ({ of: 'A', period: months[at] ?? '', version: versions[at] ?? 1, value }));

/** The values of each line. */
const drawn = (...given: Parameters<typeof figures>) =>
  linesOf(figures(...given), months, [['A', 'Norrbotten']]).map(({ points }) => points.map(({ value }) => value));

describe('lines of a chart', () => {
  it('go through what follows on each other', () => {
    expect(drawn([1, 2, 3, 4])).toEqual([[1, 2, 3, 4]]);
  });

  it('are broken where a figure is missing or hidden: nobody reads it off between its neighbours', () => {
    expect(drawn([1, undefined, 3, 4])).toEqual([[1], [3, 4]]);
  });

  it('are broken where the definition changes', () => {
    expect(drawn([1, 2, 3, 4], [1, 1, 2, 2])).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('keep the look of their council', () => {
    const names = [
      ['B', 'Västerbotten'],
      ['A', 'Norrbotten'],
    ] as const;
    expect(linesOf(figures([1, undefined, 2]), months, names).map(({ look, name }) => [look, name])).toEqual([
      [1, 'Norrbotten'],
      [1, 'Norrbotten'],
    ]);
  });
});

describe('periods', () => {
  it('begin on their first day', () => {
    expect(['2026-03', '2026-Q3', '2026'].map((period) => startOf(period).toISOString().slice(0, 10))).toEqual([
      '2026-03-01',
      '2026-07-01',
      '2026-01-01',
    ]);
    expect(['2026-03', '2026-Q3', '2026'].map(kindOf)).toEqual(['month', 'quarter', 'year']);
  });
});
