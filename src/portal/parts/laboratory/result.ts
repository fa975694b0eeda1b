import type { Item, Measurement } from '../../records/item.ts';

/** One value of one analysis, read so far that it can be put in a series. What is shown is always what was written. */
export interface Result {
  readonly item: Item;
  readonly measurement: Measurement;
  readonly value: Value;
}

export type Value =
  | { readonly kind: 'number'; readonly number: number }
  /** Below or above what the method can tell (`<5`): no number, and never drawn as one. */
  | { readonly kind: 'limit' }
  /** An interval or words. */
  | { readonly kind: 'words' };

/** Bounds of a reference interval as numbers; one of them may be missing. */
export interface Bounds {
  readonly low: number | undefined;
  readonly high: number | undefined;
}

export function resultsOf(items: readonly Item[]): readonly Result[] {
  return items.flatMap((item) => {
    const { measurement } = item;
    return measurement ? [{ item, measurement, value: valueIn(measurement.value) }] : [];
  });
}

/** When what a result tells of was: `YYYYMMDD` or more; the sample before the answer. Empty where nobody says. */
export function timeOf({ item, measurement }: Result): string {
  return measurement.sampled ?? item.time ?? measurement.answered ?? '';
}

const decimal = '[-−]?[0-9]+(?:[.,][0-9]+)?(?:[eE][-+]?[0-9]+)?';
const alone = new RegExp(`^${decimal}$`);
const limit = new RegExp(`^(?<sign>[<>≤≥])=?\\s*(?<number>${decimal})$`);
const range = new RegExp(`^(?<low>${decimal})\\s*[-–—]\\s*(?<high>${decimal})$`);

/** What a laboratory wrote as a value. */
export function valueIn(written: string): Value {
  const text = written.trim();
  if (alone.test(text)) return { kind: 'number', number: numberIn(text) };
  return { kind: limit.test(text) ? 'limit' : 'words' };
}

/**
 * The interval that the result can be held against, where it is written in a form that everybody reads alike (`3,5–4,4`,
 * `<15`), in the value's own unit.
 */
export function boundsOf({ measurement: { reference, unit } }: Result): Bounds | undefined {
  if (!reference?.text || (reference.unit !== undefined && reference.unit !== unit)) return undefined;
  const text = reference.text.trim();
  const { low, high } = range.exec(text)?.groups ?? {};
  if (low && high) return { low: numberIn(low), high: numberIn(high) };
  const { sign, number } = limit.exec(text)?.groups ?? {};
  if (!sign || !number) return undefined;
  const isUpper = sign === '<' || sign === '≤';
  return { low: isUpper ? undefined : numberIn(number), high: isUpper ? numberIn(number) : undefined };
}

function numberIn(written: string): number {
  return Number(written.replace('−', '-').replace(',', '.'));
}
