import { describe, expect, it } from 'vitest';
import { isOver, kindOfPeriod, periodsAround } from '../../src/measures/period.ts';

describe('periods', () => {
  it('are months, quarters and years, and nothing else', () => {
    expect(['2026-03', '2026-Q1', '2026'].map(kindOfPeriod)).toEqual(['month', 'quarter', 'year']);
    for (const other of ['2026-13', '2026-3', '2026-Q5', '1999', '26', '2026-03-01', ''])
      expect([other, kindOfPeriod(other)]).toEqual([other, undefined]);
  });

  it('lie in one another', () => {
    expect(periodsAround('2026-10')).toEqual(['2026-Q4', '2026']);
    expect(periodsAround('2026-Q2')).toEqual(['2026']);
    expect(periodsAround('2026')).toEqual([]);
  });

  it('are over when they are in Sweden', () => {
    const lastMinutes = Date.parse('2026-03-31T21:30:00Z');
    const afterwards = Date.parse('2026-03-31T22:30:00Z');
    for (const period of ['2026-03', '2026-Q1']) {
      expect(isOver(period, lastMinutes)).toBe(false);
      expect(isOver(period, afterwards)).toBe(true);
    }
    expect(isOver('2026', afterwards)).toBe(false);
    expect(isOver('2025', lastMinutes)).toBe(true);
  });
});
