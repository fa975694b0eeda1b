import { systemOids } from '../codes/index.ts';
import { anyDayWithin, defineContract, responderNamespace, wholeDays } from './contract.ts';
import {
  actoutcome42,
  CVType,
  DatePeriodType,
  HeaderType,
  IIType,
  OrgUnitType,
  TimePeriodType,
  TimeStampType,
  actoutcome4 as t,
} from './domains/actoutcome-4.ts';
import {
  extensionOf,
  hsaIdentifier,
  ownerOf,
  patientIdentifier,
  patientIdOf,
  plain,
  textOf,
} from './instance-identifier.ts';
import type { RecordHeader } from './record.ts';
import {
  added,
  boolean,
  type ComplexType,
  type Element,
  integer,
  many,
  manyLater,
  one,
  optional,
  schema,
  several,
  string,
  type ValueOf,
} from './schema.ts';

const domain = 'clinicalprocess:healthcond:actoutcome';
const responder = schema(
  responderNamespace(domain, 'GetLaboratoryOrderOutcome', 4),
  'GetLaboratoryOrderOutcomeResponder_4.2.xsd',
);

const ActorType = t.open('ActorType', {
  id: optional(IIType),
  name: optional(string),
  byRole: optional(CVType),
  orgUnit: optional(OrgUnitType),
});

const ReferralInformationType = actoutcome42.open('ReferralInformationType', {
  referralComment: optional(string),
  referralMedicalInformation: optional(string),
});

const ReferralType = t.closed('ReferralType', {
  identifier: one(IIType),
  timestamp: one(TimeStampType),
  version: optional(integer),
  question: optional(string),
  requestedCareService: many(CVType),
  requester: optional(ActorType),
  referralInformation: added(actoutcome42, optional(ReferralInformationType)),
});

const SpecimenRelatedActivityType = t.open('SpecimenRelatedActivityType', {
  code: one(CVType),
  time: one(TimePeriodType),
  method: optional(CVType),
});

const SpecimenContainerType = t.open('SpecimenContainerType', {
  identifier: many(IIType),
  type: one(CVType),
});

const SpecimenType = t.open('SpecimenType', {
  identifier: optional(IIType),
  material: optional(CVType),
  timestamp: one(TimeStampType),
  anatomicalLocation: optional(CVType),
  comment: optional(string),
  activity: many(SpecimenRelatedActivityType),
  container: many(SpecimenContainerType),
});

const DeviceType = t.open('DeviceType', {
  identifier: one(IIType),
});

const DecimalPrimitiveType = t.text('DecimalPrimitiveType', /-?(0|[1-9][0-9]*)((\.|,)[0-9]+)?([eE][+-]?[0-9]+)?/);

const PQType = t.open('PQType', {
  value: one(DecimalPrimitiveType),
  unit: one(string),
});

const PQIntervalType = t.open('PQIntervalType', {
  low: optional(DecimalPrimitiveType),
  lowClosed: optional(boolean),
  high: optional(DecimalPrimitiveType),
  highClosed: optional(boolean),
  unit: one(string),
});

const AnyValueType = t.open('AnyValueType', {
  cv: optional(CVType),
  pq: optional(PQType),
  intervalPQ: optional(PQIntervalType),
  st: optional(string),
});

const ReferenceType = t.open('ReferenceType', {
  interval: optional(PQIntervalType),
  description: optional(string),
  population: optional(string),
  comment: optional(string),
});

const SignatureType = t.open('SignatureType', {
  id: optional(IIType),
  name: optional(string),
  timestamp: one(TimeStampType),
  byRole: optional(CVType),
});

const analysisElements = {
  identifier: optional(IIType),
  timestamp: optional(TimeStampType),
  code: one(CVType),
  method: optional(CVType),
  status: optional(CVType),
  comment: optional(string),
  accredited: optional(boolean),
  specimen: many(SpecimenType),
  device: many(DeviceType),
};
const resultElements = {
  type: optional(CVType),
  value: one(AnyValueType),
  comment: optional(string),
  interpretation: many(CVType),
  reference: optional(ReferenceType),
  recipientSignature: optional(SignatureType),
  performerSignature: optional(SignatureType),
};
// A result may have analyses of its own, as a finding has its resistances.
type AnalysisElements = typeof analysisElements & {
  readonly result: Element<ComplexType<ResultElements>, false, true>;
};
type ResultElements = typeof resultElements & {
  readonly related: Element<ComplexType<AnalysisElements>, false, true>;
};

const LaboratoryAnalysisResultType: ComplexType<ResultElements> = t.open('LaboratoryAnalysisResultType', {
  ...resultElements,
  related: manyLater(() => AnalysisType),
});

const AnalysisType: ComplexType<AnalysisElements> = t.open('AnalysisType', {
  ...analysisElements,
  result: many(LaboratoryAnalysisResultType),
});

const GroupOfAnalysesType = t.open('GroupOfAnalysesType', {
  name: optional(string),
  comment: optional(string),
  code: optional(CVType),
  analysis: several(AnalysisType),
});

const ContactInformationType = t.open('ContactInformationType', {
  text: one(string),
});

const LaboratoryOrderOutcomeBodyType = t.open('LaboratoryOrderOutcomeBodyType', {
  identifier: one(IIType),
  laboratoryIdentifier: optional(IIType),
  type: one(CVType),
  text: optional(string),
  referral: optional(ReferralType),
  groupOfAnalyses: many(GroupOfAnalysesType),
  recipientUnit: one(OrgUnitType),
  recipientSignature: optional(SignatureType),
  contactInformation: optional(ContactInformationType),
});

const LaboratoryOrderOutcomeType = t.open('LaboratoryOrderOutcomeType', {
  header: one(HeaderType),
  body: one(LaboratoryOrderOutcomeBodyType),
});

export type LaboratoryOrderOutcome4 = ValueOf<typeof LaboratoryOrderOutcomeType>;
type Id = ValueOf<typeof IIType>;
type Analysis = ValueOf<typeof AnalysisType>;

/** GetLaboratoryOrderOutcome 4.2: results of all laboratory disciplines, structured. Categorization `und-kkm-ure`. */
export const getLaboratoryOrderOutcome4 = defineContract({
  name: 'GetLaboratoryOrderOutcome',
  major: 4,
  minor: 2,
  domain,
  schema: responder,
  categorizations: ['und-kkm-ure'],
  request: responder.open('GetLaboratoryOrderOutcomeType', {
    careUnitHSAId: many(IIType),
    careGiverHSAId: many(IIType),
    patientId: one(IIType),
    datePeriod: optional(DatePeriodType),
    sourceSystemHSAId: optional(IIType),
    specimenIdentifier: many(IIType),
    referralIdentifier: many(IIType),
  }),
  response: responder.open('GetLaboratoryOrderOutcomeResponseType', {
    laboratoryOrderOutcome: many(LaboratoryOrderOutcomeType),
  }),
  itemElement: 'laboratoryOrderOutcome',
  item: LaboratoryOrderOutcomeType,
  hasResult: false,
  aggregateResult: 'none',
  neverSent: ['lockTime', 'signature/orgUnit'],
  strictlyCoded: undefined,
  filterOf: ({ careUnitHSAId, patientId, datePeriod, sourceSystemHSAId, $foreign: _, ...own }) => {
    const specific = Object.fromEntries(Object.entries(own).map(([name, ids]) => [name, ids.map(plain)]));
    return {
      patient: patientIdOf(patientId),
      period: wholeDays(datePeriod),
      // Blank where the request names nothing: a filter nobody can mean, which the faces refuse.
      careUnits: careUnitHSAId?.map((unit) => extensionOf(unit) ?? '') ?? [],
      sourceSystem: sourceSystemHSAId && (extensionOf(sourceSystemHSAId) ?? ''),
      careContacts: [],
      ...(Object.keys(specific).length > 0 && { specific }),
    };
  },
  requestFor: ({ patient, period, careUnits, sourceSystem, specific }) => ({
    ...(careUnits.length > 0 && { careUnitHSAId: careUnits.map(hsaIdentifier) }),
    patientId: patientIdentifier(patient),
    ...(period && { datePeriod: { start: period.start, end: period.end } }),
    ...(sourceSystem && { sourceSystemHSAId: hsaIdentifier(sourceSystem) }),
    ...specific,
  }),
  headerOf: ({ header }) => recordHeaderOf(header),
  comparedBy: ({ header }) => [header?.accessControlHeader?.blockComparisonTime ?? ''],
  // What holds no sample has its sampling time in the header all the same.
  inPeriod: ({ header, body }, period) => {
    const samplings = specimensOf(analysesOf(body)).map((specimen) => specimen.timestamp);
    return anyDayWithin(samplings.length > 0 ? samplings : [header.accessControlHeader.blockComparisonTime], period);
  },
  selects: ({ header, body }, specific) => {
    const { careGiverHSAId, specimenIdentifier, referralIdentifier } = specific as Filters;
    const specimens = specimensOf(analysesOf(body)).map((specimen) => specimen.identifier);
    return (
      holdsAny([header.accessControlHeader.accountableCareGiver], careGiverHSAId) &&
      holdsAny(specimens, specimenIdentifier) &&
      holdsAny([body.referral?.identifier], referralIdentifier)
    );
  },
});

interface Filters {
  readonly careGiverHSAId?: readonly Id[];
  readonly specimenIdentifier?: readonly Id[];
  readonly referralIdentifier?: readonly Id[];
}

function holdsAny(ids: readonly (Id | undefined)[], wanted: readonly Id[] = []): boolean {
  const forms = ids.map((id) => id && formOf(id));
  return wanted.length === 0 || wanted.some((id) => forms.includes(formOf(id)));
}

/** HSA-ids are the same in upper and lower case; other identifiers are not. */
function formOf({ root, extension }: Id): string {
  const value = extension.trim();
  return `${root.trim()}^${root.trim() === systemOids.hsaId ? value.toUpperCase() : value}`;
}

function analysesOf(body: LaboratoryOrderOutcome4['body']): readonly Analysis[] {
  return (body.groupOfAnalyses ?? []).flatMap((group) => group.analysis);
}

function specimensOf(analyses: readonly Analysis[]): readonly ValueOf<typeof SpecimenType>[] {
  return analyses.flatMap(({ specimen = [], result = [] }) => [
    ...specimen,
    ...result.flatMap(({ related = [] }) => specimensOf(related)),
  ]);
}

type Loose<T> = T extends object ? { readonly [K in keyof T]?: Loose<T[K]> } : T;

function recordHeaderOf(header: Loose<LaboratoryOrderOutcome4['header']> | undefined): RecordHeader {
  const access = header?.accessControlHeader;
  const sourceSystem = extensionOf(header?.sourceSystemId) ?? '';
  return {
    documentId: documentIdOf(header?.record?.id, sourceSystem),
    sourceSystem,
    patient: patientIdOf(access?.patientId),
    time: header?.record?.timestamp ?? '',
    ...ownerOf(access?.accountableCareUnit, access?.accountableCareGiver),
    approvedForPatient: access?.approvedForPatient ?? false,
    nullified: false,
  };
}

/**
 * The id that version 3 has for the same record, and by which the two are known to be one: what the source itself
 * issued is unique there without its root.
 */
export function documentIdOf(id: Loose<Id> | undefined, sourceSystem: string): string {
  const { root = '', extension = '' } = id ?? {};
  const issuedBySource = root === systemOids.localId || normal(root) === normal(sourceSystem);
  return issuedBySource || !extension ? extension : textOf({ root, extension });
}

function normal(hsaId: string): string {
  return hsaId.trim().toUpperCase();
}
