import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayHoldPersonalNumber } from '../../src/identities/index.ts';

describe('what may be a personal number', () => {
  it.each([
    '191212121212',
    '19121212-1212',
    '121212-1212',
    '1212121212',
    '121212+1212',
    '19 12 12 12 12 12',
    'Tolvan 20000101–2384',
    'läkare 191212721219 Luleå',
    '19121212TF12',
    '19121212-K123',
    '22950606FH20',
    'nr 191212721219.',
    '191212121212 5',
    '196109602398',
    '610060-2397',
    // Wrong in its check digit: somebody meant a patient all the same.
    '191212121213',
  ])('%s', (text) => expect(mayHoldPersonalNumber(text)).toBe(true));

  it.each([
    '',
    'Hälsocentralen 12',
    'SE2321000230-DEMOMED',
    'SE165565594230-1000',
    '232100-0230',
    '+46980319201',
    '97180 Luleå',
    'avdelning 51',
    '2026-01',
    '2026-Q4',
    '100000000',
    '12,5',
    'readmitted-30-days',
    'SE2120002510-0001',
    'SE5565012345-10',
  ])('and what is none: %s', (text) => expect(mayHoldPersonalNumber(text)).toBe(false));

  it('is seen wherever it stands, however it is broken up', () => {
    const gap = fc.constantFrom('', ' ', '-', '  ', '–');
    const around = fc.constantFrom('', 'anna ', ' (', 'x');
    fc.assert(
      fc.property(around, gap, around, (before, between, after) =>
        mayHoldPersonalNumber(`${before}19121212${between}1212${after}`),
      ),
    );
  });
});
