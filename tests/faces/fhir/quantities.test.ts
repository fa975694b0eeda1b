import fc from 'fast-check';
import type { Quantity } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { rawDecimal } from '../../../src/faces/fhir/raw-decimal.ts';
import { parseQuantity, quantityMatches } from '../../../src/faces/fhir/search/quantities.ts';

const ucum = 'http://unitsofmeasure.org';
const weight: Quantity = { value: rawDecimal('72.50'), unit: 'kg', system: ucum, code: 'kg' };

function matches(sought: string, quantity: Quantity): boolean {
  const criterion = parseQuantity(sought);
  return criterion ? quantityMatches(criterion, quantity) : expect.fail();
}

describe('an amount is found', () => {
  it.each([
    ['72.5', true],
    ['72.50', true],
    ['72.500', true],
    ['73', true],
    ['72', false],
    ['72.4', false],
    ['7.25e1', true],
    ['eq72.5', true],
    ['ne72.5', false],
    ['ne80', true],
    ['gt72.5', false],
    ['gt72.4', true],
    ['ge72.5', true],
    ['lt72.5', false],
    ['lt72.6', true],
    ['le72.5', true],
    ['sa72', true],
    ['eb72', false],
    ['ap70', true],
    ['ap80', true],
    ['ap100', false],
    [`72.5|${ucum}|kg`, true],
    [`72.5|${ucum}|g`, false],
    [`72.5|${ucum}|`, true],
    ['72.5|http://snomed.info/sct|kg', false],
    ['72.5||kg', true],
    ['72.5||kilo', false],
  ])('by %s: %s', (sought, expected) => {
    expect(matches(sought, weight)).toBe(expected);
  });

  it.each([
    ['lt5', '<', true],
    ['lt3', '<', true],
    ['5', '<', false],
    ['gt5', '<', false],
    ['gt100', '>', true],
    ['lt5', '>', false],
    ['sa4', '>=', true],
  ] as const)('by %s where it is told as %s 5', (sought, comparator, expected) => {
    expect(matches(sought, { value: 5, comparator })).toBe(expected);
  });

  it('by its unit in words where it has no code', () => {
    expect(matches('3||tabletter', { value: 3, unit: 'tabletter' })).toBe(true);
    expect(matches(`3|${ucum}|tabletter`, { value: 3, unit: 'tabletter' })).toBe(false);
  });

  it('never without a number', () => {
    expect(matches('ne3', { unit: 'kg' })).toBe(false);
  });
});

it('an amount is what is written up to half of its last digit, the lower end included', () => {
  const decimal = (digits: number, decimals: number) => (digits / 10 ** decimals).toFixed(decimals);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 6 }), (digits, decimals) => {
      const edge = (by: number): Quantity => ({ value: rawDecimal(decimal(digits * 10 + by, decimals + 1)) });
      const found = [-6, -5, 0, 4, 5].map((by) => matches(decimal(digits, decimals), edge(by)));
      expect(found).toEqual([false, true, true, true, false]);
    }),
  );
});

it.each(['', 'kg', '|', '5,4', '5.', '.5', 'gt', '1|2|3|4', '1e999', '--1'])('%j is no amount', (sought) => {
  expect(parseQuantity(sought)).toBeUndefined();
});
