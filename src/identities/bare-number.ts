import type { PatientId } from '../contracts/index.ts';
import { identityKinds } from './kinds.ts';

/** The identity of a number that comes without its kind, by its form: letters in the ninth and tenth place, or a day of 60 or more. */
export function identityOfNumber(number: string): PatientId {
  const id = number.trim();
  if (/^[0-9]{8}[A-Za-z]{2}/.test(id)) return { id, type: identityKinds.nationalReserveNumber };
  const isCoordination = Number(id.slice(6, 8)) >= 60;
  return { id, type: isCoordination ? identityKinds.coordinationNumber : identityKinds.personalNumber };
}
