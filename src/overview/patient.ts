import type { PatientId } from '../contracts/index.ts';
import { sameIdentity } from '../identities/index.ts';
import { identitiesOf, isProtected, type Person, type PersonAnswer } from '../persons/index.ts';

/** What holds for the whole answer, whatever the sources said. */
export type AnswerNote =
  /** The person register did not answer: records under other identities of the patient may be missing. */
  | 'identities-unverified'
  /** This installation has no person register: as above, by choice. */
  | 'no-person-register'
  /** There is information that takes the patient's consent; neither where nor what (SVOD 2:4). */
  | 'unblocked-exists'
  /** There is information that the patient has blocked; neither where nor what (PDL 4:4, SVOD 2:5). */
  | 'blocked-exists'
  /** Something could not be checked against what the patient has decided, and is therefore not shown. */
  | 'checks-unavailable';

/** Whom an overview is about, and under which identities the sources are asked; the one that the caller gave is first. */
export interface PatientIdentities {
  readonly identities: readonly [given: PatientId, ...others: PatientId[]];
  /** Undefined when the register does not know the person, or cannot tell. */
  readonly person: Person | undefined;
  readonly notes: readonly AnswerNote[];
}

/** Without an answer from the register the given identity alone is asked for, and that is said. */
export function identitiesFrom(given: PatientId, answer: PersonAnswer): PatientIdentities {
  if (answer.status === 'known') {
    const others = identitiesOf(answer.person).filter((identity) => !sameIdentity(identity, given));
    return { identities: [given, ...others], person: answer.person, notes: [] };
  }
  const unavailable = answer.status === 'unavailable' ? [noteFor(answer.reason)] : [];
  return { identities: [given], person: undefined, notes: unavailable };
}

/** Where the register does not answer, nobody knows whether the identity is protected: it is treated as if it were. */
export function mayBeProtected({ person, notes }: Pick<PatientIdentities, 'person' | 'notes'>): boolean {
  return person ? isProtected(person) : notes.includes('identities-unverified');
}

function noteFor(reason: Extract<PersonAnswer, { status: 'unavailable' }>['reason']): AnswerNote {
  return reason === 'not-configured' ? 'no-person-register' : 'identities-unverified';
}
