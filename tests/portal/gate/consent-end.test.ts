import { describe, expect, it } from 'vitest';
import { endOf } from '../../../src/portal/gate/consent-end.ts';

const now = new Date('2026-11-26T14:30:00+01:00');

describe('what is chosen now ends', () => {
  it.each([
    ['today', '', '2026-11-26T23:00:00.000Z'],
    ['7-days', '', '2026-12-03T23:00:00.000Z'],
    ['30-days', '', '2026-12-26T23:00:00.000Z'],
    ['12-months', '', '2027-11-26T23:00:00.000Z'],
    ['date', '2026-12-24', '2026-12-24T23:00:00.000Z'],
    ['date', '2026-11-26', '2026-11-26T23:00:00.000Z'],
    // Summer time.
    ['date', '2027-06-30', '2027-06-30T22:00:00.000Z'],
  ] as const)('%s %s at midnight: %s', (length, day, end) => {
    expect(endOf(length, day, now)).toBe(end);
  });

  it.each(['', '2026-11-25', '2028-01-01', '2026-13-01', '2027-02-30', 'snart'])('not at %s', (day) => {
    expect(endOf('date', day, now)).toBeUndefined();
  });
});
