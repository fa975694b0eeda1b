import { describe, expect, it } from 'vitest';
import { comparisonOf } from '../../src/measures/comparison.ts';
import type { CouncilValue } from '../../src/measures/rows.ts';
import { medicine, norrbotten, surgery } from './samples.ts';

function value(bent: Partial<CouncilValue>): CouncilValue {
  return {
    ...{ measure: 'm', version: 1, period: '2026-01', unit: undefined, value: 50, careProvider: norrbotten },
    ...{ numerator: undefined, denominator: undefined, way: 'upload', ...bent },
  };
}

const shown = (kind: 'count' | 'share' | 'time', ...values: readonly CouncilValue[]) =>
  comparisonOf({ kind }, values, [norrbotten]).map((each) => [each.value, each.numerator, each.denominator]);

const share = (numerator: number, denominator: number, bent: Partial<CouncilValue> = {}) =>
  value({ value: (100 * numerator) / denominator, numerator, denominator, ...bent });

describe('what of a figure is shown', () => {
  it('of a share is both its counts, unless few have it, few have it not, or there are few', () => {
    expect(shown('share', share(25, 100))).toEqual([[25, 25, 100]]);
    for (const few of [share(9, 100), share(91, 100), share(0, 100), share(5, 8)])
      expect(shown('share', few)).toEqual([['hidden', undefined, undefined]]);
  });

  it('of a share of nobody is nothing', () => {
    expect(shown('share', value({ value: undefined, numerator: 0, denominator: 0 }))).toEqual([
      ['hidden', undefined, undefined],
    ]);
  });

  it('of a share protects those without it as well: what they are fewer than ten of cannot be subtracted', () => {
    const units = [share(95, 100, { unit: medicine }), share(60, 100, { unit: surgery })];
    const values = shown('share', ...units, share(155, 200));
    expect(values.filter(([each]) => each === 'hidden')).toHaveLength(2);
  });

  it('of a time is the time alone, unless it was taken of few', () => {
    const [many, few] = [value({ value: 31.5, denominator: 10 }), value({ value: 30, denominator: 9, unit: medicine })];
    expect(shown('time', many, few)).toEqual([
      [31.5, undefined, undefined],
      ['hidden', undefined, undefined],
    ]);
  });

  it('of a council is hidden by its own table, whatever others have', () => {
    const other = value({ careProvider: 'SE2321000222-DEMOVG', value: 3 });
    expect(shown('count', value({}), other).map(([each]) => each)).toEqual([50, 'hidden']);
  });
});
