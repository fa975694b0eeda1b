import type { PatientId } from '../../contracts/index.ts';
import { birthDateInNumber } from '../../identities/index.ts';
import type { PersonAnswer } from '../../persons/index.ts';

/** ISO 8601, perhaps only in part: what the person register says, else what the number does. */
export function birthDateOf(patient: PatientId, answer: PersonAnswer): string | undefined {
  const registered = answer.status === 'known' ? answer.person.birthDate : undefined;
  return registered ?? birthDateInNumber(patient);
}
