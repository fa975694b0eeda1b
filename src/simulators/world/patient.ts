import type { PatientId } from '../../contracts/index.ts';
import type { CouncilSource } from '../sources.ts';
import { type Day, dayOf } from './calendar.ts';
import type { Sex } from './personal-number.ts';

/** An invented person. Name and number have nothing to do with each other or with anyone alive. */
export interface Patient {
  readonly identity: PatientId;
  readonly givenName: string;
  readonly surname: string;
  readonly sex: Sex;
  /** `YYYY-MM-DD` */
  readonly birthDate: string;
  /** The record systems that know the patient, at least one. */
  readonly knownTo: readonly CouncilSource[];
  /** Day of death, `YYYY-MM-DD`. */
  readonly died?: string;
  /** Marked in the population register (sekretessmarkering): where the person lives must not become known. */
  readonly protected?: boolean;
  /** Other identities of the same person. */
  readonly linked?: readonly PatientId[];
}

/** The traditional test patient of Swedish health IT, known to everyone. */
export const tolvan = '191212121212';

/**
 * Years of age on a day, for choosing what happens to a patient. The oldest published test numbers would be far over a
 * hundred; they live as if they were ninety-nine.
 */
export function ageOn(patient: Patient, day: Day): number {
  return Math.min((day - dayOf(patient.birthDate)) / 365.25, 99);
}

/** The name that record systems show to others: of a protected person none (the population register's own words). */
export function shownName({ givenName, surname, protected: isProtected }: Patient): {
  readonly given: string;
  readonly family: string;
} {
  return isProtected ? { given: 'Skyddad', family: 'uppgift' } : { given: givenName, family: surname };
}
