import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { includes, intervalOf } from '../../src/routing/validity.ts';

const iso = (instant: number) => new Date(instant).toISOString();

describe('when an entry holds', () => {
  it.each<[string | undefined, string | undefined, string, string]>([
    ['2026-01-01', '2026-01-31', '2025-12-31T23:00:00.000Z', '2026-01-31T22:59:59.999Z'],
    ['2026-06-01', '2026-06-01', '2026-05-31T22:00:00.000Z', '2026-06-01T21:59:59.999Z'],
    ['2026-03-29', '2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T21:59:59.999Z'],
    ['2026-01-01T08:00:00', '2026-01-01T08:00:00', '2026-01-01T07:00:00.000Z', '2026-01-01T07:00:00.999Z'],
    ['2026-03-29T02:30:00Z', '2026-03-29T04:30:00+02:00', '2026-03-29T02:30:00.000Z', '2026-03-29T02:30:00.999Z'],
    ['2026-01-01T08:00:00.250+01:00', '2026-01-01T08:00:00.5Z', '2026-01-01T07:00:00.250Z', '2026-01-01T08:00:00.500Z'],
  ])('from %s to %s', (from, to, start, end) => {
    const interval = intervalOf({ from, to });
    expect(interval && [iso(interval.start), iso(interval.end)]).toEqual([start, end]);
  });

  it('is always, without ends', () => {
    expect(intervalOf({})).toEqual({ start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY });
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    '2026-1-1',
    '20260101',
    '2026-01-01T25:00:00',
    '2026-01-01T08:00',
    '2026-01-01T08:00:00+25:00',
    '2026-01-01 08:00:00',
    '',
    'now',
  ])('%s is no time', (text) => {
    expect(intervalOf({ from: text })).toBeUndefined();
    expect(intervalOf({ to: text })).toBeUndefined();
  });

  it('is never, when it ends before it starts', () => {
    expect(intervalOf({ from: '2026-02-01', to: '2026-01-31' })).toBeUndefined();
  });

  it('includes exactly what lies between its ends', () => {
    const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2090, 0, 1) });
    fc.assert(
      fc.property(instant, instant, instant, (a, b, at) => {
        const [start, end] = a < b ? [a, b] : [b, a];
        const interval = intervalOf({ from: iso(start), to: iso(end) });
        expect(interval && includes(interval, at)).toBe(start <= at && at <= end);
      }),
    );
  });
});
