import type { Duration, Quantity, Range } from 'fhir/r4';
import { isUcum, isUcumTime } from '../../../codes/index.ts';
import { rawDecimal } from '../raw-decimal.ts';
import { text } from './data-types.ts';

/** A number of the contracts, in the digits its sender wrote, with its unit. */
interface Amount {
  readonly value?: string;
  readonly unit?: string | undefined;
}

/** PQIntervalType: either bound may be missing. */
interface Interval {
  readonly low?: string;
  readonly high?: string;
  /** Whether the bound itself is meant too; absent means that it is. */
  readonly lowClosed?: boolean;
  readonly highClosed?: boolean;
  readonly unit?: string;
}

const ucum = 'http://unitsofmeasure.org';

/** A decimal in the digits its sender wrote. Undefined for what is no number (NaN, INF), which FHIR cannot say. */
export function decimal(digits: string | undefined): number | undefined {
  const parts = /^([+-]?)(\d*)(?:[.,](\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(digits?.trim() ?? '');
  if (!parts) return undefined;
  const [, sign, whole = '', fraction = '', exponent] = parts;
  if (whole + fraction === '') return undefined;
  const plain = `${sign === '-' ? '-' : ''}${whole.replace(/^0+(?=\d)/, '') || '0'}${fraction && `.${fraction}`}`;
  const written = exponent ? `${plain}e${exponent}` : plain;
  return Number.isFinite(Number(written)) ? rawDecimal(written) : undefined;
}

/** PQType → Quantity. The unit is a code only where it is one; undefined without a number. */
export function quantityOf(amount: Amount | undefined): Quantity | undefined {
  const value = decimal(amount?.value);
  return value === undefined ? undefined : { value, ...unitOf(amount?.unit) };
}

/** A length of time, where the unit is one that FHIR's Duration may have. */
export function durationOf(amount: Amount | undefined): Duration | undefined {
  return isUcumTime(text(amount?.unit) ?? '') ? quantityOf(amount) : undefined;
}

/** PQIntervalType: both bounds are a range, equal ones a quantity, one alone a quantity with a comparator. */
export function rangeOrQuantity(interval: Interval): { readonly range?: Range; readonly quantity?: Quantity } {
  const low = quantityOf({ ...(interval.low !== undefined && { value: interval.low }), unit: interval.unit });
  const high = quantityOf({ ...(interval.high !== undefined && { value: interval.high }), unit: interval.unit });
  if (low && high) return interval.low?.trim() === interval.high?.trim() ? { quantity: low } : { range: { low, high } };
  if (low) return { quantity: { ...low, comparator: interval.lowClosed === false ? '>' : '>=' } };
  return high ? { quantity: { ...high, comparator: interval.highClosed === false ? '<' : '<=' } } : {};
}

/** An amount as a reader writes it. */
export function readableAmount({ value, unit }: Amount): string {
  return [text(value)?.replace('.', ','), text(unit)].filter(Boolean).join(' ');
}

function unitOf(given: string | undefined): Quantity {
  const unit = text(given);
  if (!unit) return {};
  return isUcum(unit) ? { unit, system: ucum, code: unit } : { unit };
}
