import { anyDayWithin, defineContract, responderNamespace } from './contract.ts';
import {
  CVType,
  DatePeriodType,
  enums,
  HSAIdType,
  PatientSummaryHeaderType,
  PersonIdType,
  ResultType,
  description2 as t,
} from './domains/description-2.ts';
import { datedFilterOf, datedRequestFor, recordHeaderOf } from './patient-summary.ts';
import { many, one, optional, schema, string, type ValueOf } from './schema.ts';

const domain = 'clinicalprocess:healthcond:description';
const responder = schema(responderNamespace(domain, 'GetFunctionalStatus', 2), 'GetFunctionalStatusResponder_2.0.xsd');

const AssessmentCategoryEnum = enums.oneOf('AssessmentCategoryEnum', ['pad-pad', 'fun-fun']);

const PADLType = t.open('PADLType', { typeOfAssessment: one(CVType), assessment: one(string) });

const DisabilityType = t.open('DisabilityType', { disabilityAssessment: one(CVType), comment: optional(string) });

const FunctionalStatusAssessmentBodyType = t.open('FunctionalStatusAssessmentBodyType', {
  assessmentCategory: one(AssessmentCategoryEnum),
  comment: optional(string),
  padl: many(PADLType),
  disability: optional(DisabilityType),
});

const FunctionalStatusAssessmentType = t.open('FunctionalStatusAssessmentType', {
  functionalStatusAssessmentHeader: one(PatientSummaryHeaderType),
  functionalStatusAssessmentBody: one(FunctionalStatusAssessmentBodyType),
});

export type FunctionalStatusAssessment = ValueOf<typeof FunctionalStatusAssessmentType>;

/**
 * GetFunctionalStatus 2.0: impairments and activities of daily living (funktionstillstånd, ADL). Indexed under the
 * category of each assessment, `fun-fun` or `pad-pad`.
 */
export const getFunctionalStatus2 = defineContract({
  name: 'GetFunctionalStatus',
  major: 2,
  minor: 0,
  domain,
  schema: responder,
  categorizations: ['fun-fun', 'pad-pad'],
  request: responder.open('GetFunctionalStatusType', {
    careUnitHSAId: many(HSAIdType),
    patientId: one(PersonIdType),
    datePeriod: optional(DatePeriodType),
    sourceSystemHSAId: optional(HSAIdType),
    careContactId: many(string),
  }),
  response: responder.open('GetFunctionalStatusResponseType', {
    functionalStatusAssessment: many(FunctionalStatusAssessmentType),
    result: one(ResultType),
  }),
  itemElement: 'functionalStatusAssessment',
  item: FunctionalStatusAssessmentType,
  hasResult: true,
  aggregateResult: 'info',
  neverSent: ['documentTitle', 'nullified', 'nullifiedReason'],
  strictlyCoded: undefined,
  filterOf: datedFilterOf,
  requestFor: datedRequestFor,
  headerOf: (item) => recordHeaderOf(item.functionalStatusAssessmentHeader),
  // By rule the time of the assessment is always there; one that lacks it goes by when it was written down.
  inPeriod: ({ functionalStatusAssessmentHeader: header }, period) =>
    anyDayWithin([header.documentTime ?? header.accountableHealthcareProfessional.authorTime], period),
});
