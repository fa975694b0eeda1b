import { describe, expect, it } from 'vitest';
import { dateMatches, daysToAsk, parseDate } from '../../../src/faces/fhir/search/date-filter.ts';
import { type Interval, intervalOf, spanOf } from '../../../src/faces/fhir/search/dates.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const iso = (interval: Interval | undefined) =>
  interval && [new Date(interval.from).toISOString(), new Date(interval.to).toISOString()];

describe('what a date covers', () => {
  it.each([
    ['2024', '2023-12-31T23:00:00.000Z', '2024-12-31T23:00:00.000Z'],
    ['2024-07', '2024-06-30T22:00:00.000Z', '2024-07-31T22:00:00.000Z'],
    ['2024-12', '2024-11-30T23:00:00.000Z', '2024-12-31T23:00:00.000Z'],
    ['2024-07-01', '2024-06-30T22:00:00.000Z', '2024-07-01T22:00:00.000Z'],
    // The days when the clocks change are 23 and 25 hours.
    ['2024-03-31', '2024-03-30T23:00:00.000Z', '2024-03-31T22:00:00.000Z'],
    ['2024-10-27', '2024-10-26T22:00:00.000Z', '2024-10-27T23:00:00.000Z'],
    ['2024-07-01T12:30', '2024-07-01T10:30:00.000Z', '2024-07-01T10:31:00.000Z'],
    ['2024-07-01T12:30:05', '2024-07-01T10:30:05.000Z', '2024-07-01T10:30:06.000Z'],
    ['2024-07-01T12:30:05Z', '2024-07-01T12:30:05.000Z', '2024-07-01T12:30:06.000Z'],
    ['2024-07-01T12:30:05.250-01:00', '2024-07-01T13:30:05.250Z', '2024-07-01T13:30:05.251Z'],
  ])('%s', (value, from, to) => {
    expect(iso(intervalOf(value))).toEqual([from, to]);
  });

  it.each(['', '24', '2024-13', '2024-02-30', '2024-07-01T25:00', '2024-7-1', '2024-07-01T12:00:00+99:99', 'igår'])(
    '%j is no date',
    (value) => expect(intervalOf(value)).toBeUndefined(),
  );
});

describe('prefixes', () => {
  const visit = spanOf('2024-03-10T08:00:00+01:00', '2024-03-12T09:00:00+01:00') as Interval;
  const ongoing = spanOf('2024-03-10T08:00:00+01:00', undefined) as Interval;
  const noon = intervalOf('2024-03-10T12:00:00+01:00') as Interval;

  it.each([
    ['2024-03-10', noon, true],
    ['2024-03', noon, true],
    ['2024-03-11', noon, false],
    ['2024-03-10', visit, false],
    ['2024-03', visit, true],
    ['2024-03', ongoing, false],
    ['ne2024-03-10', noon, false],
    ['ne2024-03-11', noon, true],
    ['gt2024-03-09', noon, true],
    ['gt2024-03-10', noon, false],
    ['gt2024-03-11', visit, true],
    ['gt2024-03-12', visit, false],
    ['ge2024-03-12', visit, true],
    ['ge2024-03-13', visit, false],
    ['ge2030', ongoing, true],
    ['lt2024-03-10', visit, false],
    ['lt2024-03-11', visit, true],
    ['le2024-03-10', visit, true],
    ['le2024-03-09', visit, false],
    ['sa2024-03-09', visit, true],
    ['sa2024-03-10', visit, false],
    ['eb2024-03-13', visit, true],
    ['eb2024-03-12', visit, false],
    ['eb2030', ongoing, false],
    ['ap2024-03-11', visit, true],
    ['ap2020-01-01', visit, false],
    ['ge2024-03-10T12:00:00 01:00', noon, true],
  ])('%s', (value, target, expected) => {
    const criterion = parseDate(value);
    expect(criterion && dateMatches(criterion, target, now)).toBe(expected);
  });

  it('an unknown prefix is no date', () => expect(parseDate('xx2024')).toBeUndefined());
});

describe('the days to ask for', () => {
  const days = (narrowing: 'instant' | 'overlap' | 'start', ...values: string[]) =>
    daysToAsk(
      values.map((value) => value.split(',').map((one) => parseDate(one) ?? expect.fail())),
      narrowing,
      1,
      now,
    );

  it('both ends are filled in, since the contracts want both', () => {
    expect(days('instant', 'ge2024-01-01')).toEqual({ start: '20240101', end: '20261124' });
    expect(days('instant', 'le2024-01-01')).toEqual({ start: '19000101', end: '20240101' });
    expect(days('instant', '2024-02')).toEqual({ start: '20240201', end: '20240229' });
    expect(days('instant', 'ge2024-01-01', 'le2024-03-31')).toEqual({ start: '20240101', end: '20240331' });
    expect(days('instant', '2024-01-01,2024-05-01')).toEqual({ start: '20240101', end: '20240501' });
  });

  it('days outside the contracts’ years are brought inside', () => {
    expect(days('instant', '1850', 'le2200')).toBeDefined();
    expect(days('overlap', 'ge1850-01-01', 'le2500-01-01')).toEqual({ start: '19000101', end: '20991231' });
  });

  it('what is still going on is not cut off from below', () => {
    expect(days('start', 'ge2024-01-01')).toBeUndefined();
    expect(days('start', 'ge2024-01-01', 'le2024-12-31')).toEqual({ start: '19000101', end: '20241231' });
    expect(days('start', 'sa2024-01-01')).toEqual({ start: '20240101', end: '20261124' });
  });

  it('nothing narrows a contradiction or an exclusion', () => {
    expect(days('instant', 'ge2024-01-01', 'le2023-01-01')).toBeUndefined();
    expect(days('instant', 'ne2024-01-01')).toBeUndefined();
  });
});
