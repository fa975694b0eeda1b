import type { PatientId } from '../../contracts/record.ts';

/** What was written in the search field: a number that may be right, or what is wrong with it. */
export type ReadIdentity =
  | { readonly kind: 'number'; readonly patient: PatientId }
  | { readonly kind: 'wrong'; readonly why: 'form' | 'date' | 'check-digit' };

const personalNumber = '1.2.752.129.2.1.3.1';
const coordinationNumber = '1.2.752.129.2.1.3.3';

/** Reserve numbers that show by their form which series they are of; OID and form. */
const reserveNumbers: readonly (readonly [type: string, form: RegExp])[] = [
  ['1.2.752.74.9.1', /^[0-9]{8}[A-Z]{2}[0-9]{2}$/],
  ['1.2.752.113.11.0.2.1.1.1', /^(18|19|20)[0-9]{6}[KMX][0-9]{3}$/],
  ['1.2.752.97.3.1.3', /^99[0-9]{10}$/],
  ['1.2.752.269.1.1', /^[0-9]{11}[A-Z]$/],
];

/**
 * Reads a personal number, coordination number or reserve number as people write them: with or without century, hyphen and
 * blanks. Without century the youngest possible person is meant, with `+` one who is a hundred years older. The bridge
 * checks again, and more; this tells a slip of the finger at once.
 */
export function readIdentity(written: string, today: Date): ReadIdentity {
  const text = written
    .replaceAll(/\s/g, '')
    .replaceAll(/[‐-―−]/g, '-')
    .toUpperCase();
  const plain = text.replace(/^(.{8})-/, '$1');
  const series = reserveNumbers.find(([, form]) => form.test(plain));
  if (series) return { kind: 'number', patient: { id: plain, type: series[0] } };
  const id = withCentury(text, today);
  if (id === undefined || !/^(18|19|20)/.test(id)) return { kind: 'wrong', why: 'form' };
  const [year, month, day] = [id.slice(0, 4), id.slice(4, 6), id.slice(6, 8)].map(Number) as [number, number, number];
  const type = day >= 60 ? coordinationNumber : personalNumber;
  if (!(day >= 60 ? isCoordinationDate(year, month, day) : isDate(year, month, day)))
    return { kind: 'wrong', why: 'date' };
  if (!hasRightCheckDigit(id.slice(2))) return { kind: 'wrong', why: 'check-digit' };
  return { kind: 'number', patient: { id, type } };
}

/** `YYYYMMDD-NNNC` where the kind is written so. */
export function writtenIdentity({ id }: PatientId): string {
  return /^[0-9A-Z]{12}$/.test(id) ? `${id.slice(0, 8)}-${id.slice(8)}` : id;
}

function withCentury(text: string, today: Date): string | undefined {
  const [, whole, rest] = /^([0-9]{8})-?([0-9]{4})$/.exec(text) ?? [];
  if (whole && rest) return whole + rest;
  const [, year, monthDay, sign, last] = /^([0-9]{2})([0-9]{4})([-+]?)([0-9]{4})$/.exec(text) ?? [];
  if (!year || !monthDay || !last) return undefined;
  const youngest = Math.floor((today.getFullYear() - Number(year)) / 100);
  return `${sign === '+' ? youngest - 1 : youngest}${year}${monthDay}${last}`;
}

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Month 00 and day 60 stand for what is not known of the birth. */
function isCoordinationDate(year: number, month: number, day: number): boolean {
  return isDate(year, month === 0 ? 1 : month, day === 60 ? 1 : day - 60);
}

/** Modulus 10 over ten digits. */
function hasRightCheckDigit(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return sum % 10 === 0;
}
