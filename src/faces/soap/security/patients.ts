import type { PatientId } from '../../../contracts/index.ts';
import { BridgeError } from '../../../errors.ts';
import { identityOfNumber, parsePatientId, sameIdentity } from '../../../identities/index.ts';
import { identitiesOf, type PersonRegister } from '../../../persons/index.ts';
import { ok, type Result, told, Unanswerable } from './result.ts';

interface Identifier {
  readonly root: string;
  readonly extension?: string;
}

/** The patient as given: current contracts name the kind of identity, older ones the number alone. Throws Unanswerable. */
export function patientIn(given: Identifier | string): PatientId {
  try {
    return parsePatientId(
      typeof given === 'string' ? identityOfNumber(given) : { type: given.root, id: given.extension ?? '' },
    );
  } catch (thrown) {
    if (!(thrown instanceof BridgeError)) throw thrown;
    throw new Unanswerable('VALIDATION', `The patient's identity is not valid. ${thrown.detail ?? ''}`.trim());
  }
}

/** Whom a request to the security services is about, where it is about one; for what must be said of it when it is refused. */
export function patientNamedIn(request: object): PatientId | undefined {
  const { patientId, PatientId, subjectOfCareId } = request as Readonly<
    Record<string, Identifier | string | undefined>
  >;
  const given = patientId ?? PatientId ?? subjectOfCareId;
  try {
    return given ? patientIn(given) : undefined;
  } catch (thrown) {
    if (thrown instanceof Unanswerable) return undefined;
    throw thrown;
  }
}

export interface Identities {
  /** The given one first. */
  readonly patients: readonly [PatientId, ...PatientId[]];
  /** False when the person register could not say whether there are others. */
  readonly complete: boolean;
}

/** How an answer went that rests on them: what is registered under an identity that is not known is not found. */
export function resultOver({ complete }: Pick<Identities, 'complete'>): Result<'OK' | 'INFO'> {
  if (complete) return ok;
  return told('INFO', 'The person register does not answer: what stands under other identities may be missing.');
}

export type FindIdentities = (given: PatientId, errand: { readonly correlationId: string }) => Promise<Identities>;

/** Every identity of the patient: what was registered under one of them holds for all. */
export function createFindIdentities(persons: PersonRegister): FindIdentities {
  return async (given, errand) => {
    const answer = await persons.person(given, errand);
    if (answer.status !== 'known')
      return { patients: [given], complete: answer.status === 'unknown' || answer.reason === 'not-configured' };
    const others = identitiesOf(answer.person).filter((identity) => !sameIdentity(identity, given));
    return { patients: [given, ...others], complete: true };
  };
}

export function identifierOf({ type, id }: PatientId): Required<Identifier> {
  return { root: type, extension: id };
}
