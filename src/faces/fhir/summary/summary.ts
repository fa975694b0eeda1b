import type { Bundle } from 'fhir/r4';
import { toRivtaTime } from '../../../codes/index.ts';
import type { PatientId } from '../../../contracts/index.ts';
import { BridgeError } from '../../../errors.ts';
import { contractName } from '../identities.ts';
import { generationOf } from '../mapping/generation.ts';
import { patientOf } from '../mapping/patient.ts';
import { ParameterError } from '../problems.ts';
import { type Inquiry, wholeOf } from '../search/inquiry.ts';
import { byToken } from '../search/patient.ts';
import { type Asking, gather, type RecordsParts } from '../search/records.ts';
import { mappingsOf, type ServedType } from '../served/index.ts';
import { summaryDocument } from './document.ts';
import { sections } from './sections.ts';
import { pickedFor } from './selection.ts';

/** What `$summary` was asked for (IPS, Operation summary). */
export interface SummaryRequest {
  /** The patient's id in the address, on instance level. */
  readonly id: string | undefined;
  readonly identifier: string | undefined;
  readonly profile: string | undefined;
}

export const ips = 'http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips';
const eps = 'http://hl7.eu/fhir/eps/StructureDefinition/bundle-eu-eps';

/**
 * The patient's summary as a document, made anew of what the sources hold now: every contract behind its sections is
 * asked at once, each access on the log.
 * Throws PATIENT_REQUIRED, PARAMETER_INVALID, PATIENT_ID_INVALID, NOT_FOUND (no such patient id),
 * SUMMARY_PROFILE_UNKNOWN, SOURCE_* when every source failed, and what the overview throws.
 */
export async function summarize(
  parts: RecordsParts,
  offered: readonly ServedType[],
  request: SummaryRequest,
  asking: Asking,
): Promise<Bundle> {
  const profiles = profilesFor(request.profile);
  const patient = patientIn(request, parts);
  asking.patientKnown(patient);
  return summaryOf(parts, offered, patient, profiles, asking);
}

/** The same of a patient who is known. Throws SOURCE_* when every source failed, and what the overview throws. */
export async function summaryOf(
  parts: RecordsParts,
  offered: readonly ServedType[],
  patient: PatientId,
  profiles: string[],
  asking: Asking,
): Promise<Bundle> {
  const { config, identities } = parts;
  const now = new Date();
  const generation = generationOf(config.fhir.generation);
  const gathered = await gather(parts, inquiriesFor(offered, now), patient, asking);
  const picked = new Map(sections.map((section) => [section, pickedFor(section, gathered.records, now)]));
  asking.gives([...picked.values()].flatMap((one) => one.map(({ record }) => record)));
  return summaryDocument({
    installation: config.bridge,
    generation,
    patient: patientOf(patient, identities.patientId(patient), gathered.person, generation),
    gathered,
    picked,
    now,
    profiles,
  });
}

function profilesFor(asked: string | undefined): string[] {
  if (asked === undefined || asked === ips) return [ips];
  if (asked === eps) return [ips, eps];
  throw new BridgeError('SUMMARY_PROFILE_UNKNOWN');
}

function patientIn({ id, identifier }: SummaryRequest, { identities }: RecordsParts): PatientId {
  if (id !== undefined) {
    const patient = identities.patientOfPatientId(id);
    if (!patient) throw new BridgeError('NOT_FOUND');
    return patient;
  }
  if (identifier === undefined) throw new ParameterError('PATIENT_REQUIRED', 'identifier');
  return byToken('identifier', identifier);
}

/** Each contract once; only as far back as all that draw on it look. */
function inquiriesFor(offered: readonly ServedType[], now: Date): Inquiry[] {
  const draws = sections.flatMap((section) => section.draws);
  return mappingsOf(offered).flatMap((mapping) => {
    const own = draws.filter(({ contract }) => contract === contractName(mapping.contract));
    if (own.length === 0) return [];
    const months = own.map((draw) => draw.months ?? Number.POSITIVE_INFINITY);
    return [{ ...wholeOf(mapping), ...within(mapping, Math.max(...months), now) }];
  });
}

function within(mapping: Inquiry['mapping'], months: number, now: Date): Partial<Inquiry> {
  if (!Number.isFinite(months)) return {};
  const start = new Date(now);
  start.setUTCMonth(start.getUTCMonth() - months);
  const day = (instant: number) => toRivtaTime(instant).slice(0, 8);
  // A day more at both ends than the exact choice needs.
  const period = { start: day(start.getTime() - 86_400_000), end: day(now.getTime() + 86_400_000) };
  return { filter: { ...wholeOf(mapping).filter, period } };
}
