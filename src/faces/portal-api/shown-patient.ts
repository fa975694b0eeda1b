import type { PatientId } from '../../contracts/index.ts';
import { sexInNumber } from '../../identities/index.ts';
import { isProtected, type PersonAnswer } from '../../persons/index.ts';
import { birthDateOf } from './birth-date.ts';
import type { ShownPatient } from './shapes/patient.ts';

/**
 * Whom a number is about, as far as this reader is told. Her other numbers are told to nobody here. The name of somebody
 * with a protected identity is for those who give care. Where the register does not answer, nobody knows whether she is
 * protected: she is treated as if she were.
 */
export function shownPatient(identity: PatientId, answer: PersonAnswer, givesCare: boolean): ShownPatient {
  const person = answer.status === 'known' ? answer.person : undefined;
  const isUncertain = answer.status === 'unavailable' && answer.reason !== 'not-configured';
  const hidden = isUncertain || (person !== undefined && isProtected(person));
  return {
    identity,
    known: person !== undefined,
    name: hidden && !givesCare ? null : (person?.name ?? null),
    sex: person?.sex ?? sexInNumber(identity) ?? null,
    birthDate: birthDateOf(identity, answer) ?? null,
    death: person?.death ?? null,
    protected: hidden,
  };
}
