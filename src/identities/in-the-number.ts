import type { PatientId } from '../contracts/index.ts';
import { identityKinds } from './kinds.ts';
import { birthDateInReserveNumber } from './national-reserve-number.ts';

/**
 * The birth date that the number holds, as exact as it does: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. It is no proof of the
 * real one: when the numbers of a day are used up, those of a day near it are given out.
 */
export function birthDateInNumber({ type, id }: PatientId): string | undefined {
  if (type === identityKinds.nationalReserveNumber) return birthDateInReserveNumber(id);
  const shift = type === identityKinds.coordinationNumber ? 60 : type === identityKinds.personalNumber ? 0 : undefined;
  if (shift === undefined) return undefined;
  const [year, month, day] = [id.slice(0, 4), id.slice(4, 6), String(Number(id.slice(6, 8)) - shift).padStart(2, '0')];
  // Month 00 and day 60 stand for what is not known (coordination numbers).
  if (month === '00') return year;
  return day === '00' ? `${year}-${month}` : `${year}-${month}-${day}`;
}

/** Eleventh digit: odd for men, even for women. A number is changed with the legal sex. */
export function sexInNumber({ type, id }: PatientId): 'male' | 'female' | undefined {
  if (!Object.values<string>(identityKinds).includes(type)) return undefined;
  return Number(id[10]) % 2 === 1 ? 'male' : 'female';
}
