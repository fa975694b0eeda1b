import type { PatientId } from '../../contracts/index.ts';

/** OIDs of the kinds of identity; the national reserve number is not known to shared record-keeping. */
export const personnummer = '1.2.752.129.2.1.3.1';
export const samordningsnummer = '1.2.752.129.2.1.3.3';
export const reservnummer = '1.2.752.74.9.1';

export type Sex = 'female' | 'male';

/**
 * Personal identity numbers of the kind the tax agency reserves for tests: birth number 980 or 981 for birth years up
 * to the 1980s, 238 or 239 from 1990; odd for men, even for women. They are never given to a person.
 */
export function testNumber(
  birth: { readonly year: number; readonly month: number; readonly day: number },
  sex: Sex,
): string {
  const serial = (birth.year < 1990 ? 980 : 238) + (sex === 'male' ? 1 : 0);
  const date = `${birth.year}${two(birth.month)}${two(birth.day)}`;
  const nine = `${date.slice(2)}${serial}`;
  return `${date}${serial}${checkDigit(nine)}`;
}

/** Luhn over the nine digits YYMMDDNNN; the century takes no part. */
export function checkDigit(nine: string): number {
  const sum = [...nine].reduce((total, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** A coordination number (samordningsnummer) has 60 added to the day. */
export function identityOf(number: string): PatientId {
  return { id: number, type: Number(number.slice(6, 8)) > 60 ? samordningsnummer : personnummer };
}

export function sexOf(number: string): Sex {
  return Number(number[10]) % 2 === 1 ? 'male' : 'female';
}

/** `YYYY-MM-DD` */
export function birthDateOf(number: string): string {
  const day = Number(number.slice(6, 8));
  return `${number.slice(0, 4)}-${number.slice(4, 6)}-${two(day > 60 ? day - 60 : day)}`;
}

const two = (value: number): string => String(value).padStart(2, '0');
