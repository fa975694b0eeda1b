import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPast, orderable, periodText, swedishTime, timeText } from '../../../src/portal/records/time.ts';

it('is told with the precision given, and what is no time as it is', () => {
  expect(
    ['2018', '201811', '20181105', '201811051030', '20181105103000', '20181105103015', 'i våras'].map(timeText),
  ).toEqual([
    '2018',
    '2018-11',
    '2018-11-05',
    '2018-11-05 10:30',
    '2018-11-05 10:30',
    '2018-11-05 10:30:15',
    'i våras',
  ]);
});

it('is told of a period, open or a point', () => {
  expect(periodText('20181105', '20181105')).toBe('2018-11-05');
  expect(periodText('20181105', '20181107')).toBe('2018-11-05 – 2018-11-07');
  expect(periodText('20181105', undefined)).toBe('2018-11-05 –');
  expect(periodText(undefined, '20181107')).toBe('– 2018-11-07');
  expect(periodText(undefined, undefined)).toBeUndefined();
});

it('orders by what is a time alone', () => {
  fc.assert(
    fc.property(
      fc.string(),
      (text) => [undefined, text].includes(orderable(text)) && typeof timeText(text) === 'string',
    ),
  );
  expect([orderable('201811'), orderable('hösten'), orderable('')]).toEqual(['201811', undefined, undefined]);
});

it('is past as far as its precision tells', () => {
  expect(['2026', '202611', '20261119', '20261120115959'].map((time) => isPast(time, '20261120120000'))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['2027', '20261121', '20261120120001'].map((time) => isPast(time, '20261120120000'))).toEqual([
    false,
    false,
    false,
  ]);
});

it('is Swedish, in summer and winter', () => {
  expect(swedishTime(new Date('2026-07-01T22:30:05Z'))).toBe('20260702003005');
  expect(swedishTime(new Date('2026-12-01T22:30:05Z'))).toBe('20261201233005');
});
