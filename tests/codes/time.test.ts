import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fhirTimeToRivta,
  fhirTimeToRivtaDate,
  rivtaDateToFhir,
  rivtaTimeToFhir,
  toRivtaTime,
  xsDateTimeToInstant,
} from '../../src/codes/index.ts';

describe('RIV-TA time to FHIR', () => {
  it.each([
    ['20230601120000', '2023-06-01T12:00:00+02:00'],
    ['20230115120000', '2023-01-15T12:00:00+01:00'],
    // Autumn: 02:30 occurs twice; the first occurrence is summer time.
    ['20231029023000', '2023-10-29T02:30:00+02:00'],
    ['20231029015959', '2023-10-29T01:59:59+02:00'],
    ['20231029030000', '2023-10-29T03:00:00+01:00'],
    // Spring: 02:00–03:00 does not exist and moves forward by the hour.
    ['20240331023000', '2024-03-31T03:30:00+02:00'],
    ['20240331015959', '2024-03-31T01:59:59+01:00'],
    ['20240331030000', '2024-03-31T03:00:00+02:00'],
    // Summer time ended in September before 1996.
    ['19951015120000', '1995-10-15T12:00:00+01:00'],
    ['19790715120000', '1979-07-15T12:00:00+01:00'],
  ])('%s is %s', (wall, expected) => {
    expect(rivtaTimeToFhir(wall)).toBe(expected);
  });

  it.each(['20230230120000', '20231301000000', '202306011200', '', '2023-06-01', '20230601246000'])(
    'refuses %s',
    (wall) => {
      expect(rivtaTimeToFhir(wall)).toBeUndefined();
    },
  );

  it('keeps the day of a date', () => {
    expect(rivtaDateToFhir('20240229')).toBe('2024-02-29');
    expect(rivtaDateToFhir('20230229')).toBeUndefined();
    expect(rivtaDateToFhir('20230601120000')).toBeUndefined();
  });
});

describe('FHIR time to RIV-TA', () => {
  it.each([
    ['2023-06-01T12:00:00+02:00', '20230601120000'],
    ['2023-06-01T10:00:00Z', '20230601120000'],
    ['2023-12-31T23:30:00Z', '20240101003000'],
    ['2023-06-01T05:00:00.123-05:00', '20230601120000'],
    ['2023-06-01T12:00+02:00', '20230601120000'],
    ['9999-12-31T23:59:59Z', '99991231235959'],
    ['2023-06-01', '20230601000000'],
    ['2023-06', '20230601000000'],
    ['2023', '20230101000000'],
  ])('%s is %s', (time, expected) => {
    expect(fhirTimeToRivta(time)).toBe(expected);
  });

  it.each(['2023-06-01T12:00:00', '2023-02-30', '20230601', 'yesterday', ''])('refuses %s', (time) => {
    expect(fhirTimeToRivta(time)).toBeUndefined();
  });

  it('takes the Swedish day of an instant', () => {
    expect(fhirTimeToRivtaDate('2023-12-31T23:30:00Z')).toBe('20240101');
  });
});

describe('there and back', () => {
  const first = Date.UTC(1970, 0, 1);
  const last = Date.UTC(2090, 0, 1);

  it('every wall-clock time that Swedish clocks have shown comes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: first / 1000, max: last / 1000 }), (seconds) => {
        const wall = toRivtaTime(seconds * 1000);
        expect(fhirTimeToRivta(rivtaTimeToFhir(wall) ?? '')).toBe(wall);
      }),
    );
  });

  it('is the same instant except in the hour that occurs twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: first / 1000, max: last / 1000 }), (seconds) => {
        const back = Date.parse(rivtaTimeToFhir(toRivtaTime(seconds * 1000)) ?? '');
        expect([0, 3_600_000]).toContain(seconds * 1000 - back);
      }),
    );
  });
});

describe('xs:dateTime to an instant', () => {
  it.each([
    ['2023-06-01T12:00:00', '2023-06-01T10:00:00.000Z'],
    ['2023-01-15T12:00:00.25', '2023-01-15T11:00:00.250Z'],
    ['2023-06-01T12:00:00Z', '2023-06-01T12:00:00.000Z'],
    [' 2023-06-01T12:00:00-05:00 ', '2023-06-01T17:00:00.000Z'],
    ['2023-10-29T02:30:00', '2023-10-29T00:30:00.000Z'],
    ['9999-12-31T23:59:59-05:00', '9999-12-31T23:59:59.999Z'],
  ])('%s is %s', (time, instant) => {
    expect(xsDateTimeToInstant(time)).toBe(instant);
  });

  it.each(['2023-02-30T12:00:00', '2023-06-01', '2023-06-01T24:00:01', '2023-06-01T12:00', 'now', ''])(
    'refuses %s',
    (time) => {
      expect(xsDateTimeToInstant(time)).toBeUndefined();
    },
  );
});
