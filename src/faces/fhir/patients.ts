import type { Bundle, Patient } from 'fhir/r4';
import type { PatientId } from '../../contracts/index.ts';
import { BridgeError } from '../../errors.ts';
import type { PersonLookup } from '../../overview/index.ts';
import type { Identities } from './identities.ts';
import type { Generation } from './mapping/generation.ts';
import { patientOf } from './mapping/patient.ts';
import { ignoredIssues, outcomeWith } from './operation-outcome.ts';
import { ParameterError } from './problems.ts';
import { outcomeEntry } from './search/bundle.ts';
import { byToken } from './search/patient.ts';
import type { Asking } from './search/records.ts';

export interface PatientParts {
  readonly personLookup: PersonLookup;
  readonly identities: Identities;
  readonly generation: Generation;
}

/** Parameters that shape the answer and not the search. */
const formParameters: ReadonlySet<string> = new Set(['_format', '_pretty', '_count', '_summary']);

/**
 * Patients of the person register, searched by `identifier` or `_id`: none or one. The resource is of the identity that was
 * asked for; its other identities are links, unless the person is protected. Throws PARAMETER_*, PATIENT_REQUIRED, and
 * what the lookup throws.
 */
export async function searchPatients(
  parts: PatientParts,
  params: URLSearchParams,
  strict: boolean,
  asking: Asking,
): Promise<Bundle> {
  const { patient, ignored } = readSearch(parts.identities, params);
  if (strict && ignored[0] !== undefined) throw new ParameterError('PARAMETER_UNSUPPORTED', ignored[0]);
  const found = patient && (await lookUp(parts, patient, asking));
  const outcome = outcomeEntry(outcomeWith(ignoredIssues(ignored), undefined, asking.correlationId));
  const url = `${asking.baseUrl}/Patient`;
  const match = found ? [{ fullUrl: `${url}/${found.id}`, resource: found, search: { mode: 'match' as const } }] : [];
  const entry = [...match, ...outcome];
  // By opaque id only: the link may be kept where a number may not.
  const self = patient ? `${url}?_id=${parts.identities.patientId(patient)}` : url;
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: match.length,
    link: [{ relation: 'self', url: self }],
    ...(entry.length > 0 && { entry }),
  };
}

/** Reads a patient by the id that an earlier answer gave. Throws NOT_FOUND, and what the lookup throws. */
export async function readPatient(parts: PatientParts, id: string, asking: Asking): Promise<Patient> {
  const patient = parts.identities.patientOfPatientId(id);
  const found = patient && (await lookUp(parts, patient, asking));
  if (!found) throw new BridgeError('NOT_FOUND');
  return found;
}

async function lookUp(parts: PatientParts, patient: PatientId, asking: Asking): Promise<Patient | undefined> {
  asking.patientKnown(patient);
  const { caller, actor, correlationId } = asking;
  const { person, delivered } = await parts.personLookup({ caller, actor, correlationId, face: 'fhir', patient });
  asking.answered({ records: [], coverage: [], delivered });
  return person && patientOf(patient, parts.identities.patientId(patient), person, parts.generation);
}

/** The one patient; undefined for an id that is none of ours, which nobody has. */
function readSearch(identities: Identities, params: URLSearchParams) {
  const named = [...params].filter(([name]) => name === 'identifier' || name === '_id');
  const ignored = [...params.keys()].filter((name) => !formParameters.has(name) && !isPatientName(name));
  const [first, ...others] = named;
  if (!first) throw new ParameterError('PATIENT_REQUIRED', 'identifier');
  if (others[0]) throw new ParameterError('PARAMETER_INVALID', others[0][0], 'One identifier or _id is looked for.');
  const [name, value] = first;
  const patient = name === '_id' ? identities.patientOfPatientId(value.trim()) : byToken(name, value);
  return { patient, ignored };
}

function isPatientName(name: string): boolean {
  return name === 'identifier' || name === '_id';
}
