import { describe, expect, it } from 'vitest';
import { ageAt } from '../../../src/portal/patient/age.ts';

describe('an age', () => {
  it.each([
    ['1912-12-12', '2026-12-11', 'years', 113],
    ['1912-12-12', '2026-12-12', 'years', 114],
    ['2024-11-26', '2026-11-26', 'years', 2],
    ['2024-11-27', '2026-11-26', 'months', 23],
    ['2026-08-20', '2026-11-26', 'months', 3],
    ['2026-01-31', '2026-02-28', 'months', 1],
    ['2026-11-26', '2026-11-26', 'months', 0],
    ['1970', '2026-11-26', 'years', 55],
    ['1970-10', '2026-11-26', 'years', 56],
  ] as const)('of somebody born %s is on %s told in %s: %d', (born, day, unit, count) => {
    expect(ageAt(born, new Date(`${day}T12:00:00`))).toEqual({ unit, count });
  });
});
