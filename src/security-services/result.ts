import type { Complaint, Outcome } from '../access/registrations.ts';
import { refused } from '../sources/failures.ts';

/** A question counts as answered with these alone; a base that is not fresh enough comes as ERROR. Throws SourceFailure. */
export function demandDone(resultCode: string): void {
  if (resultCode !== 'OK' && resultCode !== 'INFO') throw refused(200, `The security service answered ${resultCode}.`);
}

const complaints: Readonly<Record<string, Complaint>> = {
  VALIDATIONERROR: 'VALIDATION',
  VALIDATION_ERROR: 'VALIDATION',
  ACCESSDENIED: 'ACCESSDENIED',
  NOTFOUND: 'NOTFOUND',
  ALREADYEXISTS: 'ALREADYEXISTS',
  INVALIDSTATE: 'INVALIDSTATE',
};

/**
 * What became of a registration. The service's own words are left out: they may name the patient.
 * Throws SourceFailure when it is not known whether it was taken (ERROR).
 */
export function outcomeOf(resultCode: string): Outcome {
  const complaint = complaints[resultCode];
  if (complaint) return { done: false, complaint, text: `The security service answered ${resultCode}.` };
  demandDone(resultCode);
  return { done: true };
}
