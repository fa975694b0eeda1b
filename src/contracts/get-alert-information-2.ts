import { type Days, defineContract, responderNamespace } from './contract.ts';
import {
  CVType,
  commonRequest,
  DateType,
  PatientSummaryHeaderType,
  ResultType,
  TimePeriodType,
  TimeStampType,
  description2 as t,
} from './domains/description-2.ts';
import { commonFilterOf, commonRequestFor, neverSentInHeader, recordHeaderOf } from './patient-summary.ts';
import { many, one, optional, schema, several, string, type ValueOf } from './schema.ts';

const domain = 'clinicalprocess:healthcond:description';
const responder = schema(responderNamespace(domain, 'GetAlertInformation', 2), 'GetAlertInformationResponder_2.0.xsd');

const PharmaceuticalHypersensitivityType = t.open('PharmaceuticalHypersensitivityType', {
  atcSubstance: optional(CVType),
  nonATCSubstance: optional(string),
  nonATCSubstanceComment: optional(string),
  pharmaceuticalProductId: many(CVType),
});

const OtherHypersensitivityType = t.open('OtherHypersensitivityType', {
  hypersensitivityAgent: optional(string),
  hypersensitivityAgentCode: optional(CVType),
});

const HyperSensitivityType = t.open('HyperSensitivityType', {
  typeOfHypersensitivity: optional(CVType),
  degreeOfSeverity: optional(CVType),
  degreeOfCertainty: optional(CVType),
  pharmaceuticalHypersensitivity: optional(PharmaceuticalHypersensitivityType),
  otherHypersensitivity: optional(OtherHypersensitivityType),
});

const SeriousDiseaseType = t.open('SeriousDiseaseType', { disease: one(CVType) });

const TreatmentType = t.open('TreatmentType', {
  treatmentDescription: one(string),
  treatmentCode: optional(CVType),
  pharmaceuticalTreatment: many(CVType),
});

const CommunicableDiseaseType = t.open('CommunicableDiseaseType', {
  communicableDiseaseCode: one(CVType),
  routeOfTransmission: optional(CVType),
});

const RestrictionOfCareType = t.open('RestrictionOfCareType', { restrictionOfCareComment: one(string) });

const UnstructuredAlertInformationType = t.open('UnstructuredAlertInformationType', {
  unstructuredAlertInformationHeading: one(string),
  unstructuredAlertInformationContent: one(string),
});

const RelatedAlertInformationType = t.open('RelatedAlertInformationType', {
  typeOfAlertInformationRelationship: one(CVType),
  relationComment: optional(string),
  documentId: several(string),
});

const AlertInformationBodyType = t.open('AlertInformationBodyType', {
  typeOfAlertInformation: one(CVType),
  ascertainedDate: optional(DateType),
  verifiedTime: optional(TimeStampType),
  validityTimePeriod: one(TimePeriodType),
  alertInformationComment: optional(string),
  obsoleteTime: optional(TimeStampType),
  obsoleteComment: optional(string),
  hypersensitivity: optional(HyperSensitivityType),
  seriousDisease: optional(SeriousDiseaseType),
  treatment: optional(TreatmentType),
  communicableDisease: optional(CommunicableDiseaseType),
  restrictionOfCare: optional(RestrictionOfCareType),
  unstructuredAlertInformation: optional(UnstructuredAlertInformationType),
  relatedAlertInformation: many(RelatedAlertInformationType),
});

const AlertInformationType = t.open('AlertInformationType', {
  alertInformationHeader: one(PatientSummaryHeaderType),
  alertInformationBody: one(AlertInformationBodyType),
});

export type AlertInformation = ValueOf<typeof AlertInformationType>;

/** GetAlertInformation 2.0: what must be known before treating (uppmärksamhetsinformation). Categorization `upp`. */
export const getAlertInformation2 = defineContract({
  name: 'GetAlertInformation',
  major: 2,
  minor: 0,
  domain,
  schema: responder,
  categorizations: ['upp'],
  request: commonRequest(responder, 'GetAlertInformation'),
  response: responder.open('GetAlertInformationResponseType', {
    alertInformation: many(AlertInformationType),
    result: optional(ResultType),
  }),
  itemElement: 'alertInformation',
  item: AlertInformationType,
  hasResult: true,
  aggregateResult: 'none',
  neverSent: neverSentInHeader,
  strictlyCoded: CVType,
  filterOf: commonFilterOf,
  requestFor: commonRequestFor,
  headerOf: (item) => recordHeaderOf(item.alertInformationHeader),
  inPeriod: ({ alertInformationBody: body }, period) => validityOverlaps(body, period),
});

/** From validity start to whichever comes: obsolete, end of validity, or never. */
function validityOverlaps(body: AlertInformation['alertInformationBody'], period: Days): boolean {
  const start = body.validityTimePeriod.start?.slice(0, 8) ?? '';
  const end = (body.obsoleteTime ?? body.validityTimePeriod.end)?.slice(0, 8);
  return start <= period.end && (end === undefined || end >= period.start);
}
