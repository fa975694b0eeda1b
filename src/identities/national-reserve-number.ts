import { isDate } from './calendar-date.ts';

/** XXYYMMDDNNGC: shifted century, date or serial, two letters, digit of sex, check digit. */
const shape = /^([0-9]{2})([0-9]{6})[A-HJ-NPR-UX-Z]{2}[0-9]{2}$/;

/**
 * A national reserve number (NRID) in upper case, or the rule that it breaks. XX is the century plus steps of three
 * (19 → 22, 25 … 97; 20 → 23, 26 … 98), or 00 when the birth date is unknown. How the check digit is computed over
 * letters is not published; it is not checked.
 */
export function checkNationalReserveNumber(id: string): { readonly id: string } | { readonly broken: string } {
  const [, prefix = '', date = ''] = shape.exec(id) ?? [];
  if (prefix === '') return { broken: 'A national reserve number has the form XXYYMMDDNNGC.' };
  const century = shiftedCentury(Number(prefix));
  if (prefix !== '00' && century === undefined)
    return { broken: 'The century of a national reserve number is shifted by steps of three.' };
  if (isSerial(date) || (century !== undefined && isRealDate(`${century}${date}`))) return { id };
  return { broken: 'The date of a national reserve number does not exist, and is no serial number either.' };
}

/** The birth date in the number, `YYYY-MM-DD`; undefined when it holds none. */
export function birthDateInReserveNumber(id: string): string | undefined {
  const century = shiftedCentury(Number(id.slice(0, 2)));
  const date = `${century}${id.slice(2, 8)}`;
  if (century === undefined || !isRealDate(date)) return undefined;
  return `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
}

function shiftedCentury(prefix: number): 19 | 20 | undefined {
  if (prefix < 22 || prefix > 98) return undefined;
  if ((prefix - 19) % 3 === 0) return 19;
  return (prefix - 20) % 3 === 0 ? 20 : undefined;
}

/** Stands in place of an unknown date: month 20–99 or day 40–59. */
function isSerial(date: string): boolean {
  const day = Number(date.slice(4));
  return Number(date.slice(2, 4)) >= 20 || (day >= 40 && day <= 59);
}

/** `YYYYMMDD` */
function isRealDate(date: string): boolean {
  return isDate(Number(date.slice(0, 4)), Number(date.slice(4, 6)), Number(date.slice(6)));
}
