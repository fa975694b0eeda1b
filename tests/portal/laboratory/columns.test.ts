import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answersOf, rowsOf } from '../../../src/portal/parts/laboratory/columns.ts';
import { resultsOf } from '../../../src/portal/parts/laboratory/result.ts';
import { seriesOf } from '../../../src/portal/parts/laboratory/series.ts';
import type { Item } from '../../../src/portal/records/item.ts';
import { measured } from './items.ts';

/** Items of one laboratory answer. */
function answer(...items: readonly Item[]): readonly Item[] {
  const data = {};
  return items.map((item) => ({ ...item, record: { ...item.record, data } }));
}

const answers = fc.array(
  fc.array(
    fc
      .record({
        title: fc.constantFrom('P-Kalium', 'P-Natrium', 'P-CRP'),
        unit: fc.constantFrom('mmol/L', 'mg/L'),
        sampled: fc.constantFrom('20250301080000', '20240101', undefined),
      })
      .map(({ title, ...more }) => measured({ ...more, code: undefined }, { title })),
    { minLength: 1, maxLength: 5 },
  ),
);

it('has every result in one cell, in the row of its series and the column of its answer', () => {
  fc.assert(
    fc.property(answers, (given) => {
      const items = given.flatMap((own) => answer(...own));
      const results = resultsOf(items);
      const columns = answersOf(items);
      expect(columns).toHaveLength(given.length);
      expect(columns.map(({ time }) => time)).toEqual(
        columns
          .map(({ time }) => time)
          .toSorted()
          .toReversed(),
      );
      const rows = rowsOf(seriesOf(results), columns);
      const cells = rows.flatMap((row) => row.cells.flat());
      expect(new Set(cells)).toEqual(new Set(results));
      expect(cells).toHaveLength(results.length);
      for (const { series, cells: own } of rows)
        own.forEach((cell, index) => {
          for (const result of cell) {
            expect(series.results).toContain(result);
            expect(columns[index]?.items).toContain(result.item);
          }
        });
    }),
  );
});

it('is dated by when most of an answer was sampled', () => {
  const odd = measured({ sampled: '20240101' }, { title: 'P-CRP' });
  const [column] = answersOf(answer(odd, measured(), measured({}, { title: 'P-Natrium' })));
  expect(column?.time).toBe('20250301080000');
});
