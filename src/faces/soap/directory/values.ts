import { BridgeError } from '../../../errors.ts';
import type { Address, DirectoryObject, OpeningHours, Period } from '../../../hsa/index.ts';
import { isWithin } from './place.ts';

/** What every question to the directory may narrow. */
export interface Within {
  readonly searchBase?: string;
  readonly includeFeignedObject?: boolean;
}

/** Hidden objects are given to nobody, fictitious ones to whoever asks for them. */
export function isGiven({ hidden, feigned }: DirectoryObject, { includeFeignedObject = false }: Within): boolean {
  return !hidden && (!feigned || includeFeignedObject);
}

/** The same, and in the part of the tree that was asked for. Throws MESSAGE_INVALID. */
export function isFound(object: DirectoryObject, within: Within): boolean {
  const inside = isWithin(object.dn, within.searchBase ?? 'c=SE');
  if (inside === undefined) throw new BridgeError('MESSAGE_INVALID', 'searchBase must be a name of the tree.');
  return inside && isGiven(object, within);
}

/** Only what is so is said. */
export function whenTrue(flag: boolean): true | undefined {
  return flag || undefined;
}

/** With milliseconds left out where there are none. */
export function instant(iso: string | undefined): string | undefined {
  return iso?.replace('.000Z', 'Z');
}

export function datesOf<Name extends string>({ from, to }: Period, name: Name) {
  return { [`${name}StartDate`]: instant(from), [`${name}EndDate`]: instant(to) } as {
    readonly [K in `${Name}StartDate` | `${Name}EndDate`]: string | undefined;
  };
}

export function addressOf(address: Address | undefined) {
  if (!address) return undefined;
  const { lines, postalCode, town } = address;
  const last = [postalCode?.replace(/^(\d{3})/, '$1 '), town].filter((part) => part !== undefined).join(' ');
  return { addressLine: last === '' ? lines : [...lines, last] };
}

export function hoursOf(hours: readonly OpeningHours[]) {
  return hours.map(({ fromDay, toDay, opens, closes, comment }) => ({
    fromDay: String(fromDay),
    fromTime: `${opens}:00`,
    toDay: String(toDay),
    toTime: `${closes}:00`,
    comment,
  }));
}

/** The directory keeps codes and names in two sets that are not paired; one of each belongs together. */
export function paired<T>(
  codes: readonly string[],
  names: readonly string[],
  make: (code: string | undefined, name: string | undefined) => T,
): T[] {
  if (codes.length === 1 && names.length === 1) return [make(codes[0], names[0])];
  return [...codes.map((code) => make(code, undefined)), ...names.map((name) => make(undefined, name))];
}
