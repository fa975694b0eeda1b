import type { PatientId } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';

/** OIDs of the kinds of identity met on the wire. */
export const identityKinds = {
  /** Personnummer, folkbokföringslagen (1991:481) 18 §. */
  personalNumber: '1.2.752.129.2.1.3.1',
  /** Samordningsnummer, lag 2022:1697. */
  coordinationNumber: '1.2.752.129.2.1.3.3',
  /** Nationellt reservnummer (NRID). */
  nationalReserveNumber: '1.2.752.74.9.1',
} as const;

/** Local reserve numbers by owner, and the national catch-all for local ids. Usable in direct calls only. */
const localKinds = new Set([
  '1.2.752.97.3.1.3',
  '1.2.752.113.11.0.2.1.1.1',
  '1.2.752.74.9.2',
  '1.2.752.74.9.3',
  '1.2.752.74.9.4',
  '1.2.752.74.9.5',
  '1.2.752.219.1.10.10.1',
  '1.2.752.269.1.1',
  '1.2.752.266.1.1.1',
  '1.2.752.266.1.1.2',
  '1.2.752.129.2.1.3.2',
  '1.2.752.129.2.1.2.1',
]);

/**
 * Checks a patient identity against the rules of its kind and gives its canonical form: twelve characters without
 * separator. Accepts `YYYYMMDD-NNNC` and `YYMMDD-NNNC` / `YYMMDD+NNNC` for numbers; ten bare digits are ambiguous and
 * refused. Throws PATIENT_ID_INVALID saying which rule broke, never the number.
 */
export function parsePatientId(given: PatientId, today: Date = new Date()): PatientId {
  const type = given.type.trim();
  const id = given.id.trim();
  if (type === identityKinds.personalNumber) return { type, id: checkNumber(expand(id, today), 0) };
  if (type === identityKinds.coordinationNumber) return { type, id: checkNumber(expand(id, today), 60) };
  if (type === identityKinds.nationalReserveNumber) return { type, id: checkReserveNumber(id.toUpperCase()) };
  if (localKinds.has(type)) return { type, id: checkLocal(id) };
  throw invalid('The OID of the kind of identity is not known here.');
}

function invalid(rule: string): BridgeError {
  return new BridgeError('PATIENT_ID_INVALID', rule);
}

function expand(id: string, today: Date): string {
  if (/^[0-9]{12}$/.test(id)) return id;
  if (/^[0-9]{8}-[0-9]{4}$/.test(id)) return id.replace('-', '');
  const short = /^([0-9]{2})([0-9]{4})([-+])([0-9]{4})$/.exec(id);
  if (!short) throw invalid('Twelve digits are expected.');
  const [, year = '', monthDay, separator, last] = short;
  return `${century(Number(year), separator === '+', today.getFullYear())}${year}${monthDay}${last}`;
}

/** The youngest possible person; `+` from the year in which the person turns 100. */
function century(year: number, hundred: boolean, thisYear: number): number {
  const youngest = Math.floor((thisYear - year) / 100);
  return hundred ? youngest - 1 : youngest;
}

/** `dayShift` is 60 for coordination numbers, whose check digit is computed on the number as written. */
function checkNumber(id: string, dayShift: number): string {
  const day = Number(id.slice(6, 8)) - dayShift;
  if (!/^(18|19|20)/.test(id)) throw invalid('The year must begin with 18, 19 or 20.');
  if (!isDate(Number(id.slice(0, 4)), Number(id.slice(4, 6)), day)) {
    throw invalid(dayShift ? 'A coordination number has its day plus 60.' : 'The date does not exist.');
  }
  if (!passesLuhn(id.slice(2))) throw invalid('The check digit is wrong.');
  return id;
}

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Modulus 10 with weights 2-1-2-… over the ten-digit form. */
function passesLuhn(tenDigits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...tenDigits].entries()) {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return sum % 10 === 0;
}

/** XXYYMMDDNNGC: XX is the century plus steps of three (22, 23, 25, 26 … 98) or 00; NN letters without I, O, Q, V, W. */
function checkReserveNumber(id: string): string {
  if (!/^[0-9]{8}[A-HJ-NPR-UX-Z]{2}[0-9]{2}$/.test(id))
    throw invalid('A national reserve number has the form XXYYMMDDNNGC.');
  const prefix = Number(id.slice(0, 2));
  const isShiftedCentury = prefix >= 22 && prefix <= 98 && (prefix - 19) % 3 !== 2;
  if (prefix !== 0 && !isShiftedCentury)
    throw invalid('The century of a national reserve number is shifted by steps of three.');
  return id;
}

function checkLocal(id: string): string {
  if (!/^[A-Za-z0-9-]{1,32}$/.test(id)) throw invalid('A local identity holds letters, digits and hyphens.');
  return id;
}
