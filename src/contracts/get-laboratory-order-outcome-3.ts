import { type Days, defineContract, responderNamespace, spanTouches } from './contract.ts';
import {
  AttestedType,
  actoutcome31,
  CVType,
  DatePeriodType,
  HealthcareProfessionalType,
  HSAIdType,
  IIType,
  ownerOf,
  PatientSummaryHeaderType,
  PersonIdType,
  ResultType,
  TimePeriodType,
  TimeStampType,
  actoutcome3 as t,
} from './domains/actoutcome-3.ts';
import { commonFilterOf, commonRequestFor, recordHeaderOf } from './patient-summary.ts';
import { added, boolean, many, one, optional, schema, string, type ValueOf } from './schema.ts';

const domain = 'clinicalprocess:healthcond:actoutcome';
const responder = schema(
  responderNamespace(domain, 'GetLaboratoryOrderOutcome', 3),
  'GetLaboratoryOrderOutcomeResponder_3.1.xsd',
);

const RelationToAnalysisType = t.open('RelationToAnalysisType', {
  analysisId: one(IIType),
});

const AnalysisOutcomeType = t.open('AnalysisOutcomeType', {
  outcomeValue: one(string),
  outcomeUnit: optional(string),
  observationTime: optional(TimeStampType),
  pathologicalFlag: one(boolean),
  outcomeDescription: optional(string),
  referenceInterval: optional(string),
  referencePopulation: optional(string),
});

const AnalysisType = t.closed('AnalysisType', {
  analysisId: one(IIType),
  analysisTime: optional(TimePeriodType),
  analysisCode: optional(CVType),
  analysisText: optional(string),
  analysisStatus: optional(string),
  analysisComment: optional(string),
  specimen: optional(string),
  method: optional(string),
  relationToAnalysis: many(RelationToAnalysisType),
  analysisOutcome: optional(AnalysisOutcomeType),
  attested: added(actoutcome31, optional(AttestedType)),
});

const OrderType = t.open('OrderType', {
  orderId: one(string),
  orderReason: optional(string),
});

const LaboratoryOrderOutcomeBodyType = t.open('LaboratoryOrderOutcomeBodyType', {
  resultType: one(string),
  registrationTime: one(TimeStampType),
  discipline: one(string),
  resultReport: optional(string),
  resultComment: optional(string),
  accountableHealthcareProfessional: optional(HealthcareProfessionalType),
  analysis: many(AnalysisType),
  order: one(OrderType),
});

const LaboratoryOrderOutcomeType = t.open('LaboratoryOrderOutcomeType', {
  laboratoryOrderOutcomeHeader: one(PatientSummaryHeaderType),
  laboratoryOrderOutcomeBody: one(LaboratoryOrderOutcomeBodyType),
});

export type LaboratoryOrderOutcome3 = ValueOf<typeof LaboratoryOrderOutcomeType>;

/** GetLaboratoryOrderOutcome 3.1: results of clinical chemistry. Categorization `und-kkm-ure`. */
export const getLaboratoryOrderOutcome3 = defineContract({
  name: 'GetLaboratoryOrderOutcome',
  major: 3,
  minor: 1,
  domain,
  schema: responder,
  categorizations: ['und-kkm-ure'],
  request: responder.open('GetLaboratoryOrderOutcomeType', {
    careUnitHSAId: many(HSAIdType),
    patientId: one(PersonIdType),
    timePeriod: optional(DatePeriodType),
    sourceSystemHSAId: optional(HSAIdType),
    careContactId: many(string),
  }),
  response: responder.open('GetLaboratoryOrderOutcomeResponseType', {
    laboratoryOrderOutcome: many(LaboratoryOrderOutcomeType),
    result: one(ResultType),
  }),
  itemElement: 'laboratoryOrderOutcome',
  item: LaboratoryOrderOutcomeType,
  hasResult: true,
  aggregateResult: 'info',
  neverSent: [
    'nullified',
    'nullifiedReason',
    'legalAuthenticatorRoleCode',
    ...ownerOf('laboratoryOrderOutcomeBody/accountableHealthcareProfessional'),
  ],
  strictlyCoded: undefined,
  filterOf: commonFilterOf,
  requestFor: commonRequestFor,
  headerOf: (item) => recordHeaderOf(item.laboratoryOrderOutcomeHeader),
  comparedBy: ({ laboratoryOrderOutcomeBody: body }) => samplingsOf(body?.analysis ?? []).flatMap(timesIn),
  inPeriod: ({ laboratoryOrderOutcomeHeader: header, laboratoryOrderOutcomeBody: body }, period) =>
    anySampleWithin(body.analysis ?? [], period) ?? spanTouches([header.documentTime], period),
});

/** Undefined when no analysis says when its sample was taken. A time given as start or end alone is a point. */
function anySampleWithin(analyses: readonly ValueOf<typeof AnalysisType>[], period: Days): boolean | undefined {
  const samplings = samplingsOf(analyses);
  if (!samplings.flat().some((time) => time !== undefined)) return undefined;
  return samplings.some((sampling) => spanTouches(sampling, period));
}

function samplingsOf(analyses: readonly ValueOf<typeof AnalysisType>[]): (string | undefined)[][] {
  return analyses.map(({ analysisTime: time }) => [time?.start, time?.end]);
}

function timesIn(sampling: readonly (string | undefined)[]): readonly string[] {
  const stated = sampling.filter((time) => time !== undefined);
  return stated.length > 0 ? stated : [''];
}
