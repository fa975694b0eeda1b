import type { PatientId } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { isCoordinationDate, isDate } from './calendar-date.ts';
import { identityKinds, localId, reserveSeries } from './kinds.ts';
import { passesLuhn } from './luhn.ts';
import { checkNationalReserveNumber } from './national-reserve-number.ts';

/**
 * Checks a patient identity against the rules of its kind and gives its canonical form: twelve characters without
 * separator where the kind has them, letters in upper case. Accepts `YYYYMMDD-NNNC` and `YYMMDD-NNNC` / `YYMMDD+NNNC`
 * for numbers; ten bare digits are ambiguous and refused, and so is a blank inside.
 * Throws PATIENT_ID_INVALID saying which rule broke, never the number.
 */
export function parsePatientId(given: PatientId, today: Date = new Date()): PatientId {
  const type = given.type.trim();
  return { type, id: canonical(type, given.id.trim(), today) };
}

function canonical(type: string, id: string, today: Date): string {
  if (type === identityKinds.personalNumber) return checkNumber(expand(id, today), isDate, 'The date does not exist.');
  if (type === identityKinds.coordinationNumber)
    return checkNumber(expand(id, today), isCoordinationDate, 'A coordination number has its day plus 60.');
  if (type === identityKinds.nationalReserveNumber)
    return required(checkNationalReserveNumber(id.toUpperCase().replace(/^(.{8})-/, '$1')));
  if (type === localId) return checkLocal(id);
  const series = reserveSeries.get(type);
  if (!series) throw invalid('The OID of the kind of identity is not known here.');
  const upper = id.toUpperCase();
  if (!series.shape.test(upper)) throw invalid(`A reserve number of ${series.owner} has another form.`);
  if (series.checked && !passesLuhn(series.checked(upper))) throw invalid('The check digit is wrong.');
  return upper;
}

function invalid(rule: string): BridgeError {
  return new BridgeError('PATIENT_ID_INVALID', rule);
}

function required(checked: { readonly id: string } | { readonly broken: string }): string {
  if ('broken' in checked) throw invalid(checked.broken);
  return checked.id;
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

/** The check digit is computed on the number as written, in coordination numbers too. */
function checkNumber(id: string, isBirthDate: typeof isDate, broken: string): string {
  if (!/^(18|19|20)/.test(id)) throw invalid('The year must begin with 18, 19 or 20.');
  const [year, month, day] = [id.slice(0, 4), id.slice(4, 6), id.slice(6, 8)].map(Number) as [number, number, number];
  if (!isBirthDate(year, month, day)) throw invalid(broken);
  if (!passesLuhn(id.slice(2))) throw invalid('The check digit is wrong.');
  return id;
}

function checkLocal(id: string): string {
  if (!/^[A-Za-z0-9-]{1,64}$/.test(id)) throw invalid('A local identity holds letters, digits and hyphens.');
  return id;
}
