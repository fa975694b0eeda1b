import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromSwedishTime, toSwedishTime } from '../../src/audit/index.ts';

it.each([
  ['2026-05-01', '2026-04-30T22:00:00.000Z'],
  ['2026-01-15 14:30', '2026-01-15T13:30:00.000Z'],
  ['2026-05-01T14:30:15.5', '2026-05-01T12:30:15.500Z'],
  ['2026-05-01T14:30Z', '2026-05-01T14:30:00.000Z'],
  ['2026-05-01 14:30:00+05:00', '2026-05-01T09:30:00.000Z'],
  ['2026-03-29 01:59', '2026-03-29T00:59:00.000Z'],
  ['2026-03-29 03:00', '2026-03-29T01:00:00.000Z'],
  ['2026-10-25 04:00', '2026-10-25T03:00:00.000Z'],
])('reads %s as %s', (text, instant) => {
  expect(fromSwedishTime(text)?.toISOString()).toBe(instant);
});

it.each(['', 'yesterday', '2026-13-01', '2026-05-01 25:00', '20260501', '2026-05-01 14', '2026-05-01Z'])(
  'does not read %j',
  (text) => {
    expect(fromSwedishTime(text)).toBeUndefined();
  },
);

it('reads back every second it writes', () => {
  const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, (instant) => {
      instant.setUTCMilliseconds(0);
      expect(fromSwedishTime(toSwedishTime(instant))).toEqual(instant);
    }),
  );
});

it('writes the zone', () => {
  expect(toSwedishTime(new Date('2026-11-22T13:03:09Z'))).toBe('2026-11-22 14:03:09+01:00');
});
