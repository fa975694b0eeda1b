import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, resultsOf, timeOf, valueIn } from '../../../src/portal/parts/laboratory/result.ts';
import {
  commonBounds,
  commonReference,
  dateOf,
  notInChart,
  pointsOf,
  seriesOf,
} from '../../../src/portal/parts/laboratory/series.ts';
import type { Item } from '../../../src/portal/records/item.ts';
import { measured } from './items.ts';

const series = (...items: readonly Item[]) => seriesOf(resultsOf(items));
const only = (...items: readonly Item[]) => {
  const [one, ...more] = series(...items);
  if (!one || more.length > 0) throw new Error(`There are ${more.length + 1} series.`);
  return one;
};
const reference = (text: string, unit?: string) => ({
  text,
  unit,
  population: undefined,
});

const someItems = fc.array(
  fc
    .record({
      value: fc.constantFrom('5,2', '5.20', '<5', '>= 100', 'Negativ', '3–5', '1e3'),
      unit: fc.constantFrom('mmol/L', 'mmol/l', 'mg/dL', 'g/L', undefined),
      code: fc.constantFrom({ code: '1', system: 'npu' }, { code: '1', system: 'local' }, undefined),
      title: fc.constantFrom('P-Kalium', 'p-kalium ', 'P-Natrium'),
      source: fc.constantFrom('SE-DEMO-1', 'SE-DEMO-2'),
      sampled: fc.constantFrom('20250301', '20240101120000', undefined),
    })
    .map(({ title, source, ...measurement }) => measured(measurement, { title, source })),
);

describe('series of results', () => {
  it('lose nothing, double nothing, and never put two units or analyses together', () => {
    fc.assert(
      fc.property(someItems, (items) => {
        const all = series(...items);
        const told = all.flatMap(({ results }) => results.map(({ item }) => item));
        expect(new Set(told)).toEqual(new Set(items));
        expect(told).toHaveLength(items.length);
        expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
        for (const { results } of all) {
          const units = results.flatMap(({ measurement: { unit } }) => (unit ? [unit.toLowerCase()] : []));
          expect(new Set(units).size).toBeLessThan(2);
          expect(new Set(results.map(({ measurement: { code } }) => JSON.stringify(code))).size).toBe(1);
          expect(results.map(timeOf)).toEqual(results.map(timeOf).toSorted());
        }
      }),
    );
  });

  it('chart nothing but what is written as a number, and name the rest', () => {
    fc.assert(
      fc.property(someItems, (items) => {
        for (const one of series(...items)) {
          const points = pointsOf(one);
          for (const { result } of points) expect(result.measurement.value).toMatch(/^[0-9.,e]+$/);
          expect(points.length + notInChart(one).length).toBe(one.results.length);
        }
      }),
    );
  });

  it('say of each unit that the analysis is told in others too', () => {
    const told = series(measured(), measured({ unit: 'mg/dL' }), measured({ unit: 'mmol/l' }));
    expect(told.map(({ unit, otherUnits, results }) => [unit, otherUnits, results.length])).toEqual([
      ['mmol/L', ['mg/dL'], 2],
      ['mg/dL', ['mmol/L'], 1],
    ]);
  });

  it('keep words with the only unit that there is, and apart where there are several', () => {
    const words = measured({ value: 'Hemolys', unit: undefined });
    expect(series(measured(), words)).toHaveLength(1);
    expect(series(measured(), measured({ unit: 'mg/dL' }), words)).toHaveLength(3);
    // A number without a unit may be in any.
    expect(series(measured(), measured({ unit: undefined }))).toHaveLength(2);
  });

  it('of an analysis without a code stay at their source', () => {
    const code = undefined;
    expect(series(measured({ code }), measured({ code }, { source: 'SE-DEMO-2' }))).toHaveLength(2);
    expect(series(measured({ code }), measured({ code }, { title: 'p-kalium ' }))).toHaveLength(1);
  });
});

describe('the reference interval of a series', () => {
  it('is one for all where it is the same over the whole span', () => {
    const one = only(
      measured({ reference: reference('3,5–4,4') }),
      measured({ reference: reference('3,5–4,4', 'mmol/L') }),
    );
    expect(commonBounds(one)).toEqual({ low: 3.5, high: 4.4 });
    expect(commonReference(one)).toBe('3,5–4,4');
  });
  it.each([
    ['it changes', [reference('3,5–4,4'), reference('3,6–5,0')]],
    ['one result has none', [reference('3,5–4,4'), undefined]],
    ['it is in another unit', [reference('137–172', 'mg/L')]],
    ['it is words', [reference('Se bilaga')]],
  ])('is no band where %s', (_where, references) => {
    expect(commonBounds(only(...references.map((each) => measured({ reference: each }))))).toBeUndefined();
  });
  it.each([
    ['<15', { low: undefined, high: 15 }],
    ['≥ 60', { low: 60, high: undefined }],
    ['-1,5 - 2', { low: -1.5, high: 2 }],
  ])('%s has the bounds that it names', (text, bounds) => {
    const [result] = resultsOf([measured({ reference: reference(text) })]);
    expect(result && boundsOf(result)).toEqual(bounds);
  });
});

describe('what a laboratory wrote', () => {
  it.each([
    ['5,20', { kind: 'number', number: 5.2 }],
    ['-0.10', { kind: 'number', number: -0.1 }],
    ['−2', { kind: 'number', number: -2 }],
    ['1e3', { kind: 'number', number: 1000 }],
    ['<5', { kind: 'limit' }],
    ['≥ 100', { kind: 'limit' }],
    ['3–5', { kind: 'words' }],
    ['1+', { kind: 'words' }],
    ['0x10', { kind: 'words' }],
    ['Infinity', { kind: 'words' }],
    ['1 000', { kind: 'words' }],
    ['', { kind: 'words' }],
  ])('as %j is taken for what it is', (written, expected) => {
    expect(valueIn(written)).toEqual(expected);
  });

  it('is placed by the day, which a year alone does not tell', () => {
    expect(dateOf('20250301')?.toISOString()).toBe('2025-03-01T12:00:00.000Z');
    expect(dateOf('202503010815')?.toISOString()).toBe('2025-03-01T08:15:00.000Z');
    expect(dateOf('2025')).toBeUndefined();
  });
});
