import type { Reference } from 'fhir/r4';
import { uriOf } from '../../codes/index.ts';
import type { PatientId } from '../../contracts/index.ts';
import { hasPatientId, type Identities } from './identities.ts';

/** By the id of this server where it gives that kind of identity one, and by number. */
export function patientReference(patient: PatientId, identities: Identities): Reference {
  const identifier = { system: uriOf(patient.type), value: patient.id };
  const id = hasPatientId(patient) ? identities.patientId(patient) : undefined;
  return { ...(id && { reference: `Patient/${id}` }), type: 'Patient', identifier };
}
