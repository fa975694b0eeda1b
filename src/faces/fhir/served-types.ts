import type { AllergyIntolerance, Condition, Encounter, Flag } from 'fhir/r4';
import type { AlertInformation, BridgeRecord, CareContact, ContractId, Diagnosis } from '../../contracts/index.ts';
import { getAlertInformation2, getCareContacts2, getDiagnosis2 } from '../../contracts/index.ts';
import { mapHypersensitivity } from './mapping/allergy-intolerance.ts';
import { mapDiagnosis } from './mapping/condition.ts';
import type { MappingContext } from './mapping/context.ts';
import { text } from './mapping/data-types.ts';
import { mapCareContact } from './mapping/encounter.ts';
import { mapAlert } from './mapping/flag.ts';
import { severityIsUnknown } from './mapping/hypersensitivity.ts';
import type { Narrowing } from './search/date-filter.ts';
import { type Interval, intervalOf, spanOf } from './search/dates.ts';
import { identifierTokens, type Token, tokensOf } from './search/tokens.ts';

export type Clinical = Condition | AllergyIntolerance | Flag | Encounter;

interface TokenParameter<R> {
  readonly kind: 'token';
  readonly name: string;
  readonly documentation: string;
  tokens(resource: R): readonly Token[];
}

interface DateParameter<R> {
  readonly kind: 'date';
  readonly name: string;
  readonly documentation: string;
  /** Whether and how the sources are asked for the days of this parameter; undefined: their period means another time. */
  readonly narrowing: Narrowing | undefined;
  interval(resource: R): Interval | undefined;
}

export type SearchParameter<R extends Clinical = Clinical> = TokenParameter<R> | DateParameter<R>;

/** What a record becomes. */
export interface Mapped<R extends Clinical = Clinical> {
  /** The resource of the type asked for, if the record holds one. */
  readonly match: R | undefined;
  /** What that resource points at. */
  readonly included: readonly Clinical[];
  /** Why the source withdrew the record, where the resource has no element for it. */
  readonly withdrawnBecause?: string | undefined;
}

/** A clinical resource type: where it comes from, how it is made, how it is searched. The capability statement is read off this. */
export interface ServedType<R extends Clinical = Clinical> {
  readonly type: R['resourceType'];
  readonly contract: ContractId;
  readonly documentation: string;
  readonly parameters: readonly SearchParameter<R>[];
  /** How far beyond today records of this type can lie. */
  readonly horizonDays: number;
  map(record: BridgeRecord, context: MappingContext): Mapped<R>;
  /** Elements of the record whose code could not be translated. */
  doubts(record: BridgeRecord): readonly string[];
}

const twoYears = 730;
const none = (): readonly string[] => [];

function token<R>(name: string, documentation: string, tokens: (resource: R) => readonly Token[]): TokenParameter<R> {
  return { kind: 'token', name, documentation, tokens };
}

function date<R>(
  name: string,
  documentation: string,
  narrowing: Narrowing | undefined,
  interval: (resource: R) => Interval | undefined,
): DateParameter<R> {
  return { kind: 'date', name, documentation, narrowing, interval };
}

function moment(value: string | undefined): Interval | undefined {
  return value === undefined ? undefined : intervalOf(value);
}

function withdrawalReason(header: { nullified?: boolean; nullifiedReason?: string }): string | undefined {
  return header.nullified ? text(header.nullifiedReason) : undefined;
}

/** What every type can be searched by. */
function common<R extends Clinical>(): readonly SearchParameter<R>[] {
  return [
    token('_id', 'Id of the resource.', ({ id }) => [{ code: id }]),
    token('identifier', 'The document id of the source system.', ({ identifier }) => identifierTokens(identifier)),
  ];
}

const condition: ServedType<Condition> = {
  type: 'Condition',
  contract: getDiagnosis2.id,
  documentation: 'Diagnoses (GetDiagnosis 2).',
  horizonDays: 1,
  parameters: [
    ...common<Condition>(),
    date('recorded-date', 'When it was registered.', 'instant', (resource) => moment(resource.recordedDate)),
    date('onset-date', 'When the diagnosis was made.', 'instant', (resource) => moment(resource.onsetDateTime)),
    token('code', 'Diagnosis code, as a rule ICD-10-SE.', ({ code }) => tokensOf(code)),
    token('category', 'Main or secondary diagnosis.', ({ category }) => tokensOf(...(category ?? []))),
    token('verification-status', 'confirmed or entered-in-error.', ({ verificationStatus }) =>
      tokensOf(verificationStatus),
    ),
  ],
  map: (record, context) => ({ match: mapDiagnosis(record as BridgeRecord<Diagnosis>, context), included: [] }),
  doubts: none,
};

const allergyIntolerance: ServedType<AllergyIntolerance> = {
  type: 'AllergyIntolerance',
  contract: getAlertInformation2.id,
  documentation: 'Hypersensitivity (GetAlertInformation 2); every one also has a Flag.',
  horizonDays: 1,
  parameters: [
    ...common<AllergyIntolerance>(),
    token('clinical-status', 'active or inactive.', ({ clinicalStatus }) => tokensOf(clinicalStatus)),
    token('verification-status', 'confirmed, unconfirmed or entered-in-error.', ({ verificationStatus }) =>
      tokensOf(verificationStatus),
    ),
    token('code', 'What the patient is hypersensitive to.', ({ code }) => tokensOf(code)),
    token('category', 'medication, food or environment.', ({ category }) =>
      (category ?? []).map((code) => ({ system: 'http://hl7.org/fhir/allergy-intolerance-category', code })),
    ),
    token('criticality', 'high, low or unable-to-assess.', ({ criticality }) => [
      { system: 'http://hl7.org/fhir/allergy-intolerance-criticality', code: criticality },
    ]),
    // The period of an alert is its validity, which says nothing of when it was registered.
    date('date', 'When it was registered.', undefined, (resource) => moment(resource.recordedDate)),
  ],
  map: (record, context) => ({
    match: mapHypersensitivity(record as BridgeRecord<AlertInformation>, context),
    included: [],
  }),
  doubts: (record) =>
    severityIsUnknown((record as BridgeRecord<AlertInformation>).data.alertInformationBody.hypersensitivity)
      ? ['hypersensitivity.degreeOfSeverity']
      : [],
};

const flag: ServedType<Flag> = {
  type: 'Flag',
  contract: getAlertInformation2.id,
  documentation: 'Alert information (GetAlertInformation 2); includes the AllergyIntolerance a flag points at.',
  horizonDays: twoYears,
  parameters: [
    ...common<Flag>(),
    token('status', 'active, inactive or entered-in-error.', ({ status }) => [
      { system: 'http://hl7.org/fhir/flag-status', code: status },
    ]),
    token('category', 'Kind of alert.', ({ category }) => tokensOf(...(category ?? []))),
    token('code', 'What to be alert to.', ({ code }) => tokensOf(code)),
    date('date', 'When it is valid.', 'overlap', ({ period }) => period && spanOf(period.start, period.end)),
  ],
  map: (record, context) => {
    const alert = record as BridgeRecord<AlertInformation>;
    const allergy = mapHypersensitivity(alert, context);
    return {
      match: mapAlert(alert, context),
      included: allergy ? [allergy] : [],
      withdrawnBecause: withdrawalReason(alert.data.alertInformationHeader),
    };
  },
  doubts: allergyIntolerance.doubts,
};

const encounter: ServedType<Encounter> = {
  type: 'Encounter',
  contract: getCareContacts2.id,
  documentation: 'Care contacts, past, ongoing and planned (GetCareContacts 2).',
  horizonDays: twoYears,
  parameters: [
    ...common<Encounter>(),
    date('date', 'When it takes place.', 'start', ({ period }) => period && spanOf(period.start, period.end)),
    token('status', 'planned, in-progress, finished, cancelled, unknown or entered-in-error.', ({ status }) => [
      { system: 'http://hl7.org/fhir/encounter-status', code: status },
    ]),
    token('class', 'National kind of care contact (1–5).', (resource) => [resource.class]),
    token('type', 'Kind of encounter as HL7 act code.', ({ type }) => tokensOf(...(type ?? []))),
  ],
  map: (record, context) => {
    const contact = record as BridgeRecord<CareContact>;
    return {
      match: mapCareContact(contact, context),
      included: [],
      withdrawnBecause: withdrawalReason(contact.data.careContactHeader),
    };
  },
  doubts: none,
};

/** The clinical types, in the order the capability statement lists them. */
const servedTypes: readonly ServedType[] = [condition, allergyIntolerance, flag, encounter];

/** Those of them that some connected record system delivers. */
export function offeredTypes(sources: readonly { readonly contracts: readonly string[] }[]): readonly ServedType[] {
  const delivered = new Set(sources.flatMap((source) => source.contracts));
  return servedTypes.filter((served) => delivered.has('*') || delivered.has(served.contract));
}
