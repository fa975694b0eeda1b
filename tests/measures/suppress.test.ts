import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodsAround } from '../../src/measures/period.ts';
import { type CountedCell, suppressed } from '../../src/measures/suppress.ts';
import { couldBe, type Known } from './attacker.ts';

const units = ['A', 'B', 'C'];
const months = ['2026-01', '2026-02', '2026-04', '2026-05'];
const sums = ['2026-Q1', '2026-Q2', '2026'];

/** The figures of one month and unit are drawn; all sums follow. */
function tableOf(leaves: Readonly<Record<string, Readonly<Record<string, number>>>>): CountedCell[] {
  const ofUnits = Object.keys(leaves);
  const ofMonths = Object.keys(Object.values(leaves)[0] ?? {});
  const kinds = sums.filter((sum) => ofMonths.some((month) => periodsAround(month).includes(sum)));
  return [undefined, ...ofUnits].flatMap((unit) =>
    [...ofMonths, ...kinds].map((period) => ({
      unit,
      period,
      counts: [
        ofUnits
          .filter((each) => unit === undefined || each === unit)
          .flatMap((each) => ofMonths.filter((month) => isIn(month, period)).map((month) => leaves[each]?.[month] ?? 0))
          .reduce((sum, count) => sum + count, 0),
      ],
    })),
  );
}

const isIn = (month: string, period: string) => month === period || periodsAround(month).includes(period);

const countOf = ({ counts }: CountedCell) => counts[0] ?? 0;

/** What somebody knows who sees the cells that are left, and how they add up. */
function knownFrom(seen: readonly CountedCell[], table: readonly CountedCell[]): Known {
  const leaves = table.filter(({ unit, period }) => unit !== undefined && months.includes(period));
  return {
    leaves: leaves.length,
    sums: seen.map((cell) => ({ of: within(cell, leaves), is: countOf(cell) })),
  };
}

function within(cell: CountedCell, leaves: readonly CountedCell[]): number[] {
  return leaves.flatMap(({ unit, period }, at) =>
    (cell.unit === undefined || cell.unit === unit) && isIn(period, cell.period) ? [at] : [],
  );
}

/** Small counts are common, so that much must be hidden. */
const count = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 30 }), fc.constant(0));
const leaves = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 }))
  .chain(([unitCount, monthCount]) =>
    fc.tuple(...units.slice(0, unitCount).map(() => fc.tuple(...months.slice(0, monthCount).map(() => count)))),
  )
  .map((rows) =>
    Object.fromEntries(
      rows.map((row, u) => [units[u], Object.fromEntries(row.map((each, m) => [months[m], each as number]))]),
    ),
  );

describe('what is hidden of a table', () => {
  it('is every count under ten, none at all included', () => {
    fc.assert(
      fc.property(leaves, (drawn) => {
        const table = tableOf(drawn);
        const hidden = suppressed(table);
        expect(table.filter((cell) => countOf(cell) < 10 && !hidden.has(cell))).toEqual([]);
      }),
    );
  });

  it('cannot be worked out from the rest: it may be nothing, and it may be ten', () => {
    fc.assert(
      fc.property(leaves, fc.infiniteStream(fc.boolean()), (drawn, isDelivered) => {
        const table = tableOf(drawn);
        // Councils do not deliver every sum, nor every unit for every period.
        const delivered = table.filter(() => isDelivered.next().value || isDelivered.next().value);
        const hidden = suppressed(delivered);
        const known = knownFrom(
          delivered.filter((cell) => !hidden.has(cell)),
          table,
        );
        const all = table.filter(({ unit, period }) => unit !== undefined && months.includes(period));
        for (const cell of hidden)
          if (countOf(cell) < 10)
            for (const value of [0, 10])
              expect([cell, value, couldBe(known, within(cell, all), value)]).toEqual([cell, value, true]);
      }),
      { numRuns: 300 },
    );
  });

  it('is nothing where all counts are large', () => {
    expect(suppressed(tableOf({ A: { '2026-01': 10, '2026-02': 99 }, B: { '2026-01': 31, '2026-02': 10 } })).size).toBe(
      0,
    );
  });

  it('is with a small count of one unit another of the same month, and both in another month', () => {
    const table = tableOf({
      A: { '2026-01': 4, '2026-02': 50, '2026-04': 60 },
      B: { '2026-01': 40, '2026-02': 41, '2026-04': 70 },
      C: { '2026-01': 45, '2026-02': 46, '2026-04': 80 },
    });
    const hidden = [...suppressed(table)].map(({ unit, period }) => `${unit} ${period}`);
    expect(hidden.sort()).toEqual(['A 2026-01', 'A 2026-02', 'B 2026-01', 'B 2026-02']);
  });

  it('is in a table too large to search every sum of what is small, without keeping others waiting', () => {
    const years = ['2024', '2025', '2026'];
    const ofYears = years.flatMap((year) =>
      Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`),
    );
    const ofUnits = Array.from({ length: 400 }, (_, at) => `U${at}`);
    // Every unit has few in a month of its own, and much else that could be hidden instead.
    const table = [...ofUnits, undefined].flatMap((unit, at) => {
      const counts = ofYears.map((_, month) => (unit && at % ofYears.length === month ? 3 : unit ? 50 : 20_000));
      const sums = years.map((_, year) => counts.slice(12 * year, 12 * year + 12).reduce((sum, each) => sum + each, 0));
      return [...ofYears, ...years].map((period, column) => ({
        ...{ unit, period },
        counts: [[...counts, ...sums][column] ?? 0],
      }));
    });
    const started = performance.now();
    const hidden = suppressed(table);
    expect(performance.now() - started).toBeLessThan(5_000);
    // The few; the year of each such unit; what is of all units.
    expect(hidden.size).toBe(2 * ofUnits.length + ofYears.length + years.length);
    expect(table.every((cell) => cell.unit !== undefined || hidden.has(cell))).toBe(true);
    const zeros: CountedCell[] = table.map((cell) => ({ ...cell, counts: [0] }));
    expect(suppressed(zeros).size).toBe(zeros.length);
  });

  it('is of a share whatever tells of few, those without it as well', () => {
    const all: CountedCell = { unit: 'A', period: '2026-01', counts: [120, 3] };
    const plenty: CountedCell = { unit: 'B', period: '2026-01', counts: [120, 30] };
    expect([...suppressed([all, plenty])]).toEqual([all]);
  });
});
