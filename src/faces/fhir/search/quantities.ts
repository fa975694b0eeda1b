import type { Quantity } from 'fhir/r4';
import { numberOf } from '../raw-decimal.ts';
import { tokenMatches, unescaped } from './tokens.ts';

const prefixes = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'] as const;

/** One value of a quantity parameter (R4, Search, quantity). */
export interface QuantityCriterion {
  readonly prefix: (typeof prefixes)[number];
  readonly number: number;
  /** Half of the last digit that was written: `5.4` is everything from 5.35 up to 5.45. */
  readonly precision: number;
  /** As in {@link tokenMatches}. */
  readonly system: string | undefined;
  readonly unit: string | undefined;
}

/** `5.4`, `gt5.4`, `5.4|http://unitsofmeasure.org|mg` or `5.4||mg`. Undefined when it is none of these. */
export function parseQuantity(value: string): QuantityCriterion | undefined {
  const [amount = '', system = '', unit = '', ...more] = value.trim().split('|').map(unescaped);
  const prefix = prefixes.find((candidate) => amount.startsWith(candidate));
  const digits = prefix ? amount.slice(2) : amount;
  const parts = /^-?\d+(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/.exec(digits);
  if (!parts || more.length > 0) return undefined;
  const [, fraction = '', exponent = '0'] = parts;
  return {
    prefix: prefix ?? 'eq',
    number: Number(digits),
    precision: 0.5 * 10 ** (Number(exponent) - fraction.length),
    system: system || undefined,
    unit: unit || undefined,
  };
}

/** Whether an amount is what was sought. One that is told as more or less than a number is any that it may be. */
export function quantityMatches(criterion: QuantityCriterion, quantity: Quantity): boolean {
  if (quantity.value === undefined || !isIn(criterion, quantity)) return false;
  const { prefix, number, precision } = criterion;
  const [least, most] = boundsOf(numberOf(quantity.value), quantity.comparator);
  const isWithin = exact(number - precision) <= least && most < exact(number + precision);
  switch (prefix) {
    case 'eq':
      return isWithin;
    case 'ne':
      return !isWithin;
    case 'gt':
      return most > number;
    case 'lt':
      return least < number;
    case 'ge':
      return most >= number;
    case 'le':
      return least <= number;
    case 'sa':
      return least > number;
    case 'eb':
      return most < number;
    case 'ap':
      return least <= exact(number + Math.abs(number) / 10) && most >= exact(number - Math.abs(number) / 10);
  }
}

/** Without what binary fractions add to a sum: 5.4 - 0.05 would be a little more than 5.35. */
function exact(sum: number): number {
  return Number(sum.toPrecision(15));
}

/** Without a system the unit may be the code or the words for it. */
function isIn({ system, unit }: QuantityCriterion, quantity: Quantity): boolean {
  if (system !== undefined) return tokenMatches({ system, code: unit }, quantity);
  return unit === undefined || unit === quantity.code || unit === quantity.unit;
}

function boundsOf(value: number, comparator: Quantity['comparator']): [least: number, most: number] {
  if (comparator?.startsWith('<')) return [Number.NEGATIVE_INFINITY, value];
  return comparator?.startsWith('>') ? [value, Number.POSITIVE_INFINITY] : [value, value];
}
