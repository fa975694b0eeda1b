import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HsaIdForm, readHsaId } from '../../src/siths/hsa-id.ts';

const read = (value: string, form: HsaIdForm = 'strict') => {
  const reading = readHsaId([value], form);
  return 'hsaId' in reading ? reading.hsaId : reading.fault;
};

describe('forms seen in the wild', () => {
  test.each([
    ['SE5565594230-BCQ', 'SE5565594230-BCQ', 'SE5565594230-BCQ'],
    ['SE2321000222-MedHc', 'SE2321000222-MEDHC', 'SE2321000222-MEDHC'],
    ['SE162321000230-B05', 'SE162321000230-B05', 'SE162321000230-B05'],
    ['SE2321000222T-3P60', 'CERT_BAD_HSA_ID', 'SE2321000222T-3P60'],
    ['HSATEST2-DGQ', 'CERT_BAD_HSA_ID', 'HSATEST2-DGQ'],
    ['T_SERVICES_SE165565594230-1023', 'CERT_BAD_HSA_ID', 'T_SERVICES_SE165565594230-1023'],
    ['TSTNMT2321000156-B02', 'CERT_BAD_HSA_ID', 'TSTNMT2321000156-B02'],
    ['5565594230', 'CERT_BAD_HSA_ID', 'CERT_BAD_HSA_ID'],
    ['556869-9143', 'CERT_BAD_HSA_ID', '556869-9143'],
    ['191212121212', 'CERT_PERSONAL_NUMBER', 'CERT_PERSONAL_NUMBER'],
    ['SE2321000230-', 'CERT_BAD_HSA_ID', 'CERT_BAD_HSA_ID'],
    ['SE2321000230', 'CERT_BAD_HSA_ID', 'CERT_BAD_HSA_ID'],
    ['SE2321000230-Ö', 'CERT_BAD_HSA_ID', 'CERT_BAD_HSA_ID'],
    ['\u017fE2321000230-X', 'CERT_BAD_HSA_ID', 'CERT_BAD_HSA_ID'],
    ['SE2321000230-D\u0131', 'CERT_BAD_HSA_ID', 'CERT_BAD_HSA_ID'],
    ['SE٢٣٢١٠٠٠٢٣٠-X', 'CERT_BAD_HSA_ID', 'CERT_BAD_HSA_ID'],
    ['\u00a0SE2321000230-X', 'CERT_BAD_HSA_ID', 'CERT_BAD_HSA_ID'],
    ['#1314534532333231303030323330', 'CERT_BAD_HSA_ID', 'CERT_BAD_HSA_ID'],
  ])('%s', (value, strict, tolerant) => {
    expect([read(value, 'strict'), read(value, 'tolerant')]).toEqual([strict, tolerant]);
  });
});

const digit = fc.constantFrom(...'0123456789');
const letterOrDigit = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789');
const hsaId = fc
  .tuple(
    fc.constantFrom('SE', 'se', 'Se', 'SE16'),
    fc.string({ unit: digit, minLength: 10, maxLength: 10 }),
    fc.string({ unit: letterOrDigit, minLength: 1, maxLength: 16 }),
  )
  .map(([country, organisation, suffix]) => `${country}${organisation}-${suffix}`)
  .filter((id) => id.length <= 31);
const blanks = fc.nat(3).map((count) => ' '.repeat(count));

describe('for any value', () => {
  test('an HSA-id is read in upper case, whatever blanks surround it', () => {
    fc.assert(
      fc.property(hsaId, blanks, blanks, (id, before, after) => {
        expect(read(`${before}${id}${after}`)).toBe(id.toUpperCase());
      }),
    );
  });

  test('what is read is an HSA-id and differs from the value in case and blanks at most', () => {
    const nearly = fc
      .tuple(hsaId, fc.nat(32), fc.string({ unit: 'binary', maxLength: 2 }))
      .map(([id, at, inserted]) => id.slice(0, at) + inserted + id.slice(at));
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string({ unit: 'binary' })), (value) => {
        const result = readHsaId([value], 'strict');
        if ('fault' in result) return;
        expect(result.hsaId).toMatch(/^SE(16)?[0-9]{10}-[A-Z0-9]+$/);
        expect(result.hsaId.length).toBeLessThanOrEqual(31);
        expect(value.replaceAll(' ', '')).toHaveLength(result.hsaId.length);
        expect(value.trim().toLowerCase()).toBe(result.hsaId.toLowerCase());
      }),
      { numRuns: 1_000 },
    );
  });

  test('what is read can be read again, and the tolerant form reads all that the strict form reads', () => {
    fc.assert(
      fc.property(hsaId, (id) => {
        const once = read(id);
        expect(read(once)).toBe(once);
        expect(read(id, 'tolerant')).toBe(once);
      }),
    );
  });

  test('two values are one identity or none', () => {
    fc.assert(
      fc.property(hsaId, hsaId, (a, b) => {
        const same = a.toUpperCase() === b.toUpperCase();
        expect(readHsaId([a, b], 'strict')).toEqual(same ? { hsaId: a.toUpperCase() } : { fault: 'CERT_BAD_HSA_ID' });
      }),
    );
  });
});
