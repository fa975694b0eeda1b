import type { Address } from '../../../hsa/index.ts';

/**
 * Addresses in parts, as the newer minor versions tell them. The directory has lines: which of them is a street is known
 * by its number, and what cannot be told is left out whole.
 */

interface Street {
  readonly street: string;
  readonly premisesNumber: string | undefined;
  readonly premisesLetter: string | undefined;
}

/** `Storgatan 5B`; a box is a street without premises. */
function streetOf(line: string): Street {
  const [, street = line, premisesNumber, premisesLetter] = isBox(line)
    ? []
    : (/^(.*\S) (\d{1,4})([A-ZÅÄÖ])?$/.exec(line) ?? []);
  return { street, premisesNumber, premisesLetter };
}

function isBox(line: string): boolean {
  return /^box /i.test(line);
}

function isStreet(line: string): boolean {
  return isBox(line) || streetOf(line).premisesNumber !== undefined;
}

/** `name` is to whom it is addressed where the lines say nobody. */
export function structuredPostalAddress(address: Address | undefined, name: string) {
  const { lines = [], postalCode, town } = address ?? {};
  if (postalCode === undefined || town === undefined) return undefined;
  const last = lines.at(-1);
  const street = last !== undefined && isStreet(last) ? streetOf(last) : undefined;
  const addressee = street ? lines.slice(0, -1) : lines;
  return { addressee: addressee.length > 0 ? addressee : [name], ...street, postCode: postalCode, town };
}

export function structuredVisitingAddress(address: Address | undefined) {
  const { lines: [line, ...more] = [], town } = address ?? {};
  if (line === undefined || town === undefined) return undefined;
  return { ...streetOf([line, ...more].join(', ')), town };
}
