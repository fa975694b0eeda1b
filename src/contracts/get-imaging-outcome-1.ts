import { defineContract, responderNamespace, spanTouches } from './contract.ts';
import {
  CVType,
  DatePeriodType,
  DicomDataType,
  ECGReferralType,
  ExaminationStatusCodeEnum,
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
import { int, many, one, optional, schema, string, type ValueOf } from './schema.ts';

const domain = 'clinicalprocess:healthcond:actoutcome';
const responder = schema(responderNamespace(domain, 'GetImagingOutcome', 1), 'GetImagingOutcomeResponder_1.0.xsd');

const ImageStructuredDataType = t.closed('ImageStructuredDataType', {
  aperture: optional(PQType),
  exposureTime: optional(PQType),
  imageCreationTime: optional(TimeStampType),
  bodyPartExamined: optional(CVType),
  contrastAgentUsed: optional(string),
  magneticFieldStrength: optional(PQType),
  copyright: optional(string),
  imageData: one(ImageDataType),
});

const ImageRecordingType = t.open('ImageRecordingType', {
  recordingId: optional(IIType),
  examinationActivity: one(CVType),
  examinationTimePeriod: one(TimePeriodType),
  examinationStatus: optional(ExaminationStatusCodeEnum),
  examinationUnit: optional(string),
  accountableHealthcareProfessional: optional(HealthcareProfessionalType),
  numberOfImages: optional(int),
  modalityData: optional(ModalityDataType),
  imageDicomData: many(DicomDataType),
  imageStructuredData: many(ImageStructuredDataType),
});

const ImagingBodyType = t.open('ImagingBodyType', {
  examinationSpeciality: optional(CVType),
  typeOfResult: one(TypeOfResultCodeEnum),
  resultTime: one(TimeStampType),
  resultReport: one(string),
  resultComment: optional(string),
  radiationDose: many(PQType),
  patientData: optional(PatientDataType),
  imageRecording: many(ImageRecordingType),
  referral: optional(ECGReferralType),
});

const ImagingOutcomeType = t.open('ImagingOutcomeType', {
  imagingOutcomeHeader: one(PatientSummaryHeaderType),
  imagingOutcomeBody: one(ImagingBodyType),
});

export type ImagingOutcome = ValueOf<typeof ImagingOutcomeType>;

/** GetImagingOutcome 1.0: reports of diagnostic imaging. Categorization `und-bdi-ure`. */
export const getImagingOutcome1 = defineContract({
  name: 'GetImagingOutcome',
  major: 1,
  minor: 0,
  domain,
  schema: responder,
  categorizations: ['und-bdi-ure'],
  request: responder.open('GetImagingOutcomeType', {
    careUnitHSAId: many(HSAIdType),
    patientId: one(PersonIdType),
    datePeriod: optional(DatePeriodType),
    sourceSystemHSAId: optional(HSAIdType),
    careContactId: many(string),
  }),
  response: responder.open('GetImagingOutcomeResponseType', {
    imagingOutcome: many(ImagingOutcomeType),
    result: one(ResultType),
  }),
  itemElement: 'imagingOutcome',
  item: ImagingOutcomeType,
  hasResult: true,
  aggregateResult: 'info',
  neverSent: [
    'legalAuthenticatorRoleCode',
    'lineFilter',
    ...ownerOf('referral/accountableHealthcareProfessional'),
    ...ownerOf('imageRecording/accountableHealthcareProfessional'),
  ],
  strictlyCoded: undefined,
  filterOf: ({ datePeriod, ...rest }) => commonFilterOf({ ...rest, timePeriod: datePeriod }),
  requestFor: (filter) => {
    const { timePeriod, ...rest } = commonRequestFor(filter);
    return { ...rest, ...(timePeriod && { datePeriod: timePeriod }) };
  },
  headerOf: (item) => recordHeaderOf(item.imagingOutcomeHeader),
  inPeriod: ({ imagingOutcomeHeader: header, imagingOutcomeBody: body }, period) =>
    spanTouches(
      [
        header.accountableHealthcareProfessional.authorTime,
        body.resultTime,
        body.referral?.accountableHealthcareProfessional.authorTime,
      ],
      period,
    ),
});
