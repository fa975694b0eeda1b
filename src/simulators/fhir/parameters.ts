import type { ClinicalType } from './record.ts';

/** What can be searched for in a type beside the patient: by name, the elements that are looked into. */
interface Parameters {
  readonly dates?: Readonly<Record<string, readonly string[]>>;
  readonly tokens?: Readonly<Record<string, readonly string[]>>;
  /** What `_include` can bring: elements with references, `performer.actor` inside their parts. */
  readonly includes?: Readonly<Record<string, string>>;
}

const status = { status: ['status'] };
const coded = { category: ['category'], code: ['code'], ...status };
const encounter = { encounter: 'encounter' };

export const parameters: Readonly<Record<ClinicalType, Parameters>> = {
  AllergyIntolerance: { dates: { date: ['recordedDate'] }, tokens: { code: ['code'] } },
  Binary: {},
  CarePlan: {
    dates: { date: ['created', 'period'] },
    tokens: { category: ['category'], ...status },
    includes: encounter,
  },
  Condition: {
    dates: { 'recorded-date': ['recordedDate'], 'onset-date': ['onsetDateTime'] },
    tokens: { category: ['category'], code: ['code'], 'verification-status': ['verificationStatus'] },
    includes: encounter,
  },
  DiagnosticReport: {
    dates: { date: ['effectiveDateTime'], issued: ['issued'] },
    tokens: coded,
    includes: {
      ...encounter,
      result: 'result',
      specimen: 'specimen',
      'based-on': 'basedOn',
      // Of this server alone: R4 has no such parameter.
      'imaging-study': 'imagingStudy',
    },
  },
  DocumentReference: {
    dates: { date: ['date'] },
    tokens: { type: ['type'], ...status },
    includes: { author: 'author' },
  },
  Encounter: { dates: { date: ['period'] }, tokens: { class: ['class'], ...status } },
  Flag: { dates: { date: ['period'] }, includes: encounter },
  ImagingStudy: { dates: { started: ['started'] }, tokens: { modality: ['modality'], ...status }, includes: encounter },
  Immunization: { dates: { date: ['occurrenceDateTime'] }, tokens: { 'vaccine-code': ['vaccineCode'], ...status } },
  MedicationAdministration: { dates: { 'effective-time': ['effectivePeriod'] }, tokens: status },
  MedicationRequest: { dates: { authoredon: ['authoredOn'] }, tokens: status, includes: { requester: 'requester' } },
  MedicationStatement: {
    dates: { effective: ['effectivePeriod'] },
    tokens: { code: ['medicationCodeableConcept'], ...status },
    includes: { context: 'context', source: 'informationSource' },
  },
  Observation: {
    dates: { date: ['effectiveDateTime', 'effectivePeriod'] },
    tokens: coded,
    includes: { ...encounter, specimen: 'specimen', 'has-member': 'hasMember', performer: 'performer' },
  },
  ServiceRequest: { dates: { authored: ['authoredOn'] }, tokens: status, includes: { requester: 'requester' } },
  Specimen: { dates: { collected: ['collection.collectedDateTime'] }, tokens: { type: ['type'] } },
  Task: {
    dates: { 'authored-on': ['authoredOn'], modified: ['lastModified'] },
    tokens: { 'business-status': ['businessStatus'], code: ['code'], ...status },
  },
};

/** Every type of this server has its identifiers looked into. */
export const tokensOf = (type: ClinicalType): Readonly<Record<string, readonly string[]>> => ({
  identifier: ['identifier'],
  ...parameters[type].tokens,
});

/** The values at a path of names, lists opened. */
export function valuesAt(resource: object, path: string): unknown[] {
  return path
    .split('.')
    .reduce<unknown[]>(
      (values, name) => values.flatMap((value) => (value as Readonly<Record<string, unknown>>)[name] ?? []),
      [resource],
    );
}
