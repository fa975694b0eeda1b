import { fhirTimeToRivta, fhirTimeToRivtaDate, systemOids } from '../../codes/index.ts';
import {
  type CodedValue,
  hsaIdentifier,
  type ObservationGroup,
  type PatientId,
  patientIdentifier,
} from '../../contracts/index.ts';
import { birthDateInNumber } from '../../identities/index.ts';
import type { Draft, Mapped } from '../mapped.ts';
import { type Context, careContactIdOf, identityOf, ownerOf, recordedOf } from './context.ts';
import { plainDecimal } from './decimals.ts';
import { hsaIdentifierOf } from './jol-header.ts';
import { knownIn } from './known-in.ts';
import { isMaternity } from './maternity.ts';
import { isLaboratory, type Observation, wordsOfValue } from './observation.ts';
import { personOf } from './people.ts';
import { eachOf, type Mapping } from './reading.ts';
import type { Quantity } from './resources.ts';
import type { Measured } from './shapes/results.ts';
import { signatureOf } from './signature.ts';
import { conceptOf, documentIdOf, extensionOf, hasCode, instanceIdOf, joined, notesOf, timeOf } from './values.ts';

type Member = Draft<ObservationGroup['observation'][number]>;

export const observations: Mapping = (search, context) =>
  eachOf('Observation', search, (observation) => (isOwn(observation) ? groupFrom(observation, context) : undefined));

/** What is no answer of a laboratory or of imaging, no part of maternity care, and still holds. */
function isOwn(observation: Observation): boolean {
  const { category = [], status } = observation;
  return (
    status !== 'entered-in-error' &&
    !isLaboratory(observation) &&
    !hasCode(category, 'imaging') &&
    !isMaternity(observation)
  );
}

/** The contract demands a role of whoever performs; v3 NullFlavor says that it is not known. */
const unknownRole = { code: 'UNK', codeSystem: '2.16.840.1.113883.5.1008', displayName: 'okänd' };

/** Observation → a group of GetObservations 1: the observation itself and each of its components. */
function groupFrom(observation: Observation, context: Context): Mapped<ObservationGroup> {
  const owner = ownerOf(observation, context);
  const { patientId, approvedForPatient } = identityOf(observation, observation.subject, context);
  const person = personOf(observation.performer?.[0], observation, context);
  const role = codedOnly(person.role);
  const { signer, signed } = signatureOf(observation);
  const { hsaId, name } = personOf(signer, observation, context);
  const { root, extension } = instanceIdOf(observation.identifier?.[0]) ?? {};
  const id =
    root && extension ? { root, extension } : { root: systemOids.localId, extension: documentIdOf(observation) };
  const shared = {
    status: statusOf(observation.status),
    time: timeOfObservation(observation),
    method: codedOnly(conceptOf(observation.method)),
    targetSite: codedOnly(conceptOf(observation.bodySite)),
    approvedForPatient,
    registrationTime: timeOf(observation.issued) ?? recordedOf(observation, context),
  };
  const parts = (observation.component ?? []).map((component, index) => ({
    ...shared,
    id: { ...id, extension: `${id.extension}#${index + 1}` },
    ...measuredFrom(component, undefined),
  }));
  const hasOwn = parts.length === 0 || wordsOfValue(observation) !== undefined;
  return {
    item: {
      patient: { id: patientIdentifier(patientId), dateOfBirth: birthDateOf(patientId, observation, context) },
      performerRole: {
        code: role ?? unknownRole,
        person: { id: hsaIdentifierOf(person.hsaId), name: person.name },
        careUnit:
          owner.careUnit && owner.careProvider
            ? { id: hsaIdentifier(owner.careUnit), careGiver: { id: hsaIdentifier(owner.careProvider) } }
            : undefined,
      },
      legalAuthenticator: signed
        ? { id: hsaIdentifierOf(hsaId), time: { format: 'YYYYMMDDhhmmss', value: signed }, name }
        : undefined,
      sourceSystem: { id: hsaIdentifier(context.source.hsaId) },
      observation: [
        ...(hasOwn ? [{ ...shared, id, ...measuredFrom(observation, notesOf(observation.note)) }] : []),
        ...parts,
      ],
    },
    ...owner,
    careContact: careContactIdOf(observation, observation.encounter, context),
  };
}

/** The published map of states, backwards. One that is final has none to tell: the contract's default says it. */
const statuses: Readonly<Record<string, { readonly code: string; readonly displayName: string }>> = {
  registered: { code: '385676005', displayName: 'preliminär' },
  preliminary: { code: '385676005', displayName: 'preliminär' },
  amended: { code: '272393004', displayName: 'ändrad' },
  corrected: { code: '272393004', displayName: 'ändrad' },
  cancelled: { code: '59776000', displayName: 'avbruten' },
};

function statusOf(status: string | undefined): Member['status'] {
  const known = knownIn(statuses, status);
  return known && { ...known, codeSystem: systemOids.snomedCt };
}

/** Says in words what `valueNegation` says, in the national guide's way and our own face's. */
const negatedPrefix = 'Negerat: ';

/** What was measured; a value of a type that the contract lacks is told in the description. */
function measuredFrom(measured: Measured & Partial<Observation>, note: string | undefined): Member {
  const negated = extensionOf(measured, 'negated-value');
  const valueNegation = negated !== undefined || hasCode([measured.dataAbsentReason], 'ND', 'not-detected');
  const words = negated?.valueString ?? wordsOfValue(measured);
  const value = valueFrom(negated ? { ...measured, ...negated } : measured);
  return {
    type: codedOnly(conceptOf(measured.code, [systemOids.snomedCt])),
    value: value ?? {},
    valueNegation,
    description: joined([value || words?.startsWith(negatedPrefix) ? undefined : words, note]),
  };
}

function valueFrom({ valueQuantity, valueCodeableConcept, valueDateTime, valuePeriod }: Measured): Member['value'] {
  const pq = valueQuantity && !valueQuantity.comparator ? ucumQuantityOf(valueQuantity) : undefined;
  if (pq) return { pq };
  const cv = codedOnly(conceptOf(valueCodeableConcept, [systemOids.snomedCt]));
  if (cv) return { cv };
  const ts = partialTimeOf(valueDateTime);
  if (ts) return { ts };
  const [start, end] = [partialTimeOf(valuePeriod?.start), partialTimeOf(valuePeriod?.end)];
  return start || end ? { ivl_ts: { start, end } } : undefined;
}

/** Units of this contract are UCUM's: the code comes before the words for it. */
function ucumQuantityOf({ value, code, unit }: Quantity) {
  const digits = value && plainDecimal(value.digits);
  return digits === undefined ? undefined : { value: digits, unit: code ?? unit ?? '' };
}

/** Coded values of this contract have code and system, or are not there. */
function codedOnly(value: CodedValue | undefined) {
  if (!value?.code || !value.codeSystem) return undefined;
  const { originalText, ...coded } = value;
  return { ...coded, code: value.code, codeSystem: value.codeSystem };
}

function timeOfObservation({
  effectiveDateTime,
  effectiveInstant,
  effectivePeriod,
  issued,
}: Observation): Member['time'] {
  const at = partialTimeOf(effectiveDateTime ?? effectiveInstant);
  if (at) return { start: at, end: at };
  const [start, end] = [partialTimeOf(effectivePeriod?.start), partialTimeOf(effectivePeriod?.end)];
  if (start || end) return { start, end };
  const known = partialTimeOf(issued);
  return known && { start: known, end: known };
}

/** As exact as it was written. */
function partialTimeOf(time: string | undefined) {
  const value = time && fhirTimeToRivta(time);
  if (!value) return undefined;
  const formats = { 4: 'YYYY', 7: 'YYYYMM', 10: 'YYYYMMDD' } as const;
  const format = formats[time.trim().length as keyof typeof formats] ?? 'YYYYMMDDhhmmss';
  return { format, value: value.slice(0, format.length) };
}

/**
 * The day that the system's own Patient or the number tells, the more exact of them. The contract wants a whole one: of a
 * month or a year it is the first, for without it no observation of somebody whose day is not known would be shown.
 */
function birthDateOf(patient: PatientId, { subject, ...holder }: Observation, { index }: Context): string | undefined {
  const told = index.find('Patient', subject, holder)?.birthDate;
  const isWhole = told !== undefined && fhirTimeToRivtaDate(told) !== undefined && told.length === 'YYYY-MM-DD'.length;
  const known = isWhole ? told : (birthDateInNumber(patient) ?? told);
  return known && fhirTimeToRivtaDate(known);
}
