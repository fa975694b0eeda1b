import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import type { PatientId } from '../../contracts/index.ts';
import { BridgeError } from '../../errors.ts';
import { identityKinds, parsePatientId, sameIdentity } from '../../identities/index.ts';
import { identitiesOf, type PersonRegister } from '../../persons/index.ts';

/** A number as people write it, or with the OID of another kind of identity. */
export const GivenPatient = Type.Union([
  Type.String({ minLength: 1, maxLength: 64 }),
  Type.Object(
    { id: Type.String({ minLength: 1, maxLength: 64 }), type: Type.String({ minLength: 1, maxLength: 64 }) },
    { additionalProperties: false },
  ),
]);

/** Throws PATIENT_ID_INVALID. */
export function patientOf(given: Static<typeof GivenPatient>): PatientId {
  return parsePatientId(typeof given === 'string' ? { id: given, type: kindOf(given) } : given);
}

/** Reads what somebody claims to name a patient with. Throws PATIENT_ID_INVALID. */
export function patientClaimed(claim: unknown): PatientId {
  if (!isGivenPatient.Check(claim)) throw new BridgeError('PATIENT_ID_INVALID');
  return patientOf(claim);
}

/** Whom a refused body is about, as far as it says so. */
export function patientNamedIn(body: unknown): PatientId | undefined {
  const { patient } = (body ?? {}) as { readonly patient?: unknown };
  try {
    return isGivenPatient.Check(patient) ? patientOf(patient) : undefined;
  } catch {
    // The number is none: then nobody is named.
    return undefined;
  }
}

const isGivenPatient = Compile(GivenPatient);

/** A national reserve number has two letters after the date; a coordination number (samordningsnummer) its day plus 60. */
function kindOf(number: string): string {
  if (/^[0-9]{8}-?[A-Za-z]{2}/.test(number.trim())) return identityKinds.nationalReserveNumber;
  const day = Number(/([0-9]{2})[-+]?[0-9]{4}$/.exec(number.trim())?.[1] ?? 0);
  return day >= 60 ? identityKinds.coordinationNumber : identityKinds.personalNumber;
}

/** Every identity of the patient that is known now, the given one first. */
export async function identitiesBehind(
  persons: Pick<PersonRegister, 'person'>,
  given: PatientId,
  correlationId: string,
): Promise<readonly [PatientId, ...PatientId[]]> {
  const answer = await persons.person(given, { correlationId });
  const known = answer.status === 'known' ? identitiesOf(answer.person) : [];
  return [given, ...known.filter((identity) => !sameIdentity(identity, given))];
}
