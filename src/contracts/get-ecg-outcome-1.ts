import { defineContract, responderNamespace, spanTouches } from './contract.ts';
import {
  CVType,
  DatePeriodType,
  DicomDataType,
  ECGReferralType,
  HealthcareProfessionalType,
  HSAIdType,
  IIType,
  ImageDataType,
  ModalityDataType,
  ownerOf,
  PatientDataType,
  PatientSummaryHeaderType,
  PersonIdType,
  PQType,
  ResultType,
  TimePeriodType,
  TimeStampType,
  TypeOfResultCodeEnum,
  actoutcome3 as t,
} from './domains/actoutcome-3.ts';
import { commonFilterOf, commonRequestFor, recordHeaderOf } from './patient-summary.ts';
import { boolean, many, one, optional, schema, string, type ValueOf } from './schema.ts';

const domain = 'clinicalprocess:healthcond:actoutcome';
const responder = schema(responderNamespace(domain, 'GetECGOutcome', 1), 'GetECGOutcomeResponder_1.0.xsd');

const UsedFilterType = t.open('UsedFilterType', {
  filterName: optional(string),
  lowerFrequency: optional(PQType),
  upperFrequency: optional(PQType),
});

const STType = t.open('STType', {
  leadName: one(string),
  stLevel: one(PQType),
});

const ECGStructuredDataType = t.open('ECGStructuredDataType', {
  usedFilter: many(UsedFilterType),
  heartRate: optional(PQType),
  qt: optional(PQType),
  qtCorrected: optional(PQType),
  pr: optional(PQType),
  pAxis: optional(PQType),
  qrsAxis: optional(PQType),
  tAxis: optional(PQType),
  st: many(STType),
  interpretationAlgorithmName: optional(string),
  interpretation: many(string),
});

const ECGRecordingType = t.open('ECGRecordingType', {
  recordingId: one(IIType),
  examinationActivity: one(CVType),
  examinationTimePeriod: one(TimePeriodType),
  examinationStatus: optional(CVType),
  examinationUnit: optional(string),
  accountableHealthcareProfessional: optional(HealthcareProfessionalType),
  modalityData: optional(ModalityDataType),
  pacemaker: optional(boolean),
  ecgStructuredData: many(ECGStructuredDataType),
  ecgDicomData: many(DicomDataType),
  ecgData: many(ImageDataType),
});

const ECGOutcomeBodyType = t.open('ECGOutcomeBodyType', {
  examinationSpeciality: optional(CVType),
  typeOfResult: one(TypeOfResultCodeEnum),
  resultTime: one(TimeStampType),
  resultReport: one(string),
  resultComment: optional(string),
  patientData: optional(PatientDataType),
  ecgRecording: many(ECGRecordingType),
  referral: optional(ECGReferralType),
});

const ECGOutcomeType = t.open('ECGOutcomeType', {
  ecgOutcomeHeader: one(PatientSummaryHeaderType),
  ecgOutcomeBody: one(ECGOutcomeBodyType),
});

export type ECGOutcome = ValueOf<typeof ECGOutcomeType>;

/** GetECGOutcome 1.0: electrocardiograms and their interpretation. Categorization `und-ekg-ure`. */
export const getECGOutcome1 = defineContract({
  name: 'GetECGOutcome',
  major: 1,
  minor: 0,
  domain,
  schema: responder,
  categorizations: ['und-ekg-ure'],
  request: responder.open('GetECGOutcomeType', {
    careUnitHSAId: many(HSAIdType),
    patientId: one(PersonIdType),
    datePeriod: optional(DatePeriodType),
    sourceSystemHSAId: optional(HSAIdType),
    careContactId: many(string),
  }),
  response: responder.open('GetECGOutcomeResponseType', {
    ecgOutcome: many(ECGOutcomeType),
    result: one(ResultType),
  }),
  itemElement: 'ecgOutcome',
  item: ECGOutcomeType,
  hasResult: true,
  aggregateResult: 'info',
  neverSent: [
    'legalAuthenticatorRoleCode',
    'lineFilter',
    ...ownerOf('referral/accountableHealthcareProfessional'),
    ...ownerOf('ecgRecording/accountableHealthcareProfessional'),
  ],
  strictlyCoded: undefined,
  filterOf: ({ datePeriod, ...rest }) => commonFilterOf({ ...rest, timePeriod: datePeriod }),
  requestFor: (filter) => {
    const { timePeriod, ...rest } = commonRequestFor(filter);
    return { ...rest, ...(timePeriod && { datePeriod: timePeriod }) };
  },
  headerOf: (item) => recordHeaderOf(item.ecgOutcomeHeader),
  inPeriod: ({ ecgOutcomeHeader: header, ecgOutcomeBody: body }, period) =>
    spanTouches(
      [
        header.accountableHealthcareProfessional.authorTime,
        body.resultTime,
        body.referral?.accountableHealthcareProfessional.authorTime,
      ],
      period,
    ),
});
