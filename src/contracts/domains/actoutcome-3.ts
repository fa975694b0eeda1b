import { datePattern, mediaTypes, timePattern } from '../patterns.ts';
import { anyURI, base64Binary, boolean, double, one, optional, schema, string } from '../schema.ts';

/** Types of `clinicalprocess:healthcond:actoutcome` 3: laboratory 3, referral outcome 3, imaging 1 and ECG 1. */
const enums = schema(
  'urn:riv:clinicalprocess:healthcond:actoutcome:enums:3',
  'clinicalprocess_healthcond_actoutcome_enum_3.1.xsd',
);
export const actoutcome3 = schema(
  'urn:riv:clinicalprocess:healthcond:actoutcome:3',
  'clinicalprocess_healthcond_actoutcome_3.1.xsd',
);
/** What minor version 3.1 added. */
export const actoutcome31 = schema(
  'urn:riv:clinicalprocess:healthcond:actoutcome:3.1',
  'clinicalprocess_healthcond_actoutcome_3.1_ext.xsd',
);
const t = actoutcome3;

export const HSAIdType = t.text('HSAIdType');

const DateType = t.text('DateType', datePattern);

export const TimeStampType = t.text('TimeStampType', timePattern);

export const PersonIdType = t.open('PersonIdType', {
  id: one(string),
  type: one(string),
});

export const DatePeriodType = t.open('DatePeriodType', {
  start: optional(DateType),
  end: optional(DateType),
});

export const TimePeriodType = t.open('TimePeriodType', {
  start: optional(TimeStampType),
  end: optional(TimeStampType),
});

export const IIType = t.open('IIType', {
  root: one(string),
  extension: optional(string),
});

export const CVType = t.open('CVType', {
  code: optional(string),
  codeSystem: optional(string),
  codeSystemName: optional(string),
  codeSystemVersion: optional(string),
  displayName: optional(string),
  originalText: optional(string),
});

const OrgUnitType = t.open('OrgUnitType', {
  orgUnitHSAId: optional(HSAIdType),
  orgUnitName: optional(string),
  orgUnitTelecom: optional(string),
  orgUnitEmail: optional(string),
  orgUnitAddress: optional(string),
  orgUnitLocation: optional(string),
});

export const HealthcareProfessionalType = t.open('HealthcareProfessionalType', {
  authorTime: one(TimeStampType),
  healthcareProfessionalHSAId: optional(HSAIdType),
  healthcareProfessionalName: optional(string),
  healthcareProfessionalRoleCode: optional(CVType),
  healthcareProfessionalOrgUnit: optional(OrgUnitType),
  healthcareProfessionalCareUnitHSAId: optional(HSAIdType),
  healthcareProfessionalCareGiverHSAId: optional(HSAIdType),
});

const LegalAuthenticatorType = t.open('LegalAuthenticatorType', {
  signatureTime: one(TimeStampType),
  legalAuthenticatorHSAId: optional(HSAIdType),
  legalAuthenticatorName: optional(string),
  legalAuthenticatorRoleCode: optional(CVType),
});

export const PatientSummaryHeaderType = t.closed('PatientSummaryHeaderType', {
  documentId: one(string),
  sourceSystemHSAId: one(HSAIdType),
  documentTitle: optional(string),
  documentTime: optional(TimeStampType),
  patientId: one(PersonIdType),
  accountableHealthcareProfessional: one(HealthcareProfessionalType),
  legalAuthenticator: optional(LegalAuthenticatorType),
  approvedForPatient: one(boolean),
  careContactId: optional(string),
  nullified: optional(boolean),
  nullifiedReason: optional(string),
});

const ResultCodeEnum = enums.oneOf('ResultCodeEnum', ['OK', 'ERROR', 'INFO']);
const ErrorCodeEnum = enums.oneOf('ErrorCodeEnum', ['INVALID_REQUEST']);

export const ResultType = t.closed('ResultType', {
  resultCode: one(ResultCodeEnum),
  errorCode: optional(ErrorCodeEnum),
  logId: one(string),
  subCode: optional(string),
  message: optional(string),
});

const AttestedTimeType = actoutcome31.text('TimeStampType', timePattern);
const AttesterIdType = actoutcome31.text('HSAIdType');

/** That somebody has read the result and answers for what follows of it (vidimering). */
export const AttestedType = actoutcome31.open('AttestedType', {
  attestedTime: one(AttestedTimeType),
  attesterHSAId: one(AttesterIdType),
  attesterName: optional(string),
});

export const MediaTypeEnum = enums.oneOf('MediaTypeEnum', mediaTypes);
export const TypeOfResultCodeEnum = enums.oneOf('TypeOfResultCodeEnum', ['PREL', 'DEF', 'TILL']);
export const ReferralOutcomeTypeCodeEnum = enums.oneOf('ReferralOutcomeTypeCodeEnum', ['SS', 'SR']);
export const ExaminationStatusCodeEnum = enums.oneOf('ExaminationStatusCodeEnum', [
  'Initierad',
  'Planerad',
  'Tidbokad',
  'Uppskjuten',
  'Annullerad',
  'Pågående',
  'Avvakta',
  'Avbruten',
  'Avklarad',
  'Inaktuell',
  'Makulerad',
]);

export const PQType = t.open('PQType', {
  value: one(double),
  unit: one(string),
});

export const PatientDataType = t.open('PatientDataType', {
  patientWeight: optional(PQType),
  patientLength: optional(PQType),
});

export const ModalityDataType = t.open('ModalityDataType', {
  typeOfModality: optional(string),
  manufacturer: optional(string),
  modelName: optional(string),
  equipmentId: optional(string),
  softwareVersion: optional(string),
  lineFilter: optional(PQType),
});

export const DicomDataType = t.open('DicomDataType', {
  dicomSOP: one(string),
  dicomValue: optional(base64Binary),
  dicomReference: optional(anyURI),
});

export const ImageDataType = t.open('ImageDataType', {
  mediaType: one(MediaTypeEnum),
  value: optional(base64Binary),
  reference: optional(anyURI),
  burnedInaAnnotations: optional(boolean),
});

export const ECGReferralType = t.open('ECGReferralType', {
  referralId: one(string),
  referralReason: optional(string),
  anamnesis: optional(string),
  careContactId: optional(string),
  accountableHealthcareProfessional: one(HealthcareProfessionalType),
  attested: optional(LegalAuthenticatorType),
});

/** Whose work somebody did stands in the header; with the other professionals the ids must be left out. */
export const ownerOf = (professional: string): readonly string[] => [
  `${professional}/healthcareProfessionalCareUnitHSAId`,
  `${professional}/healthcareProfessionalCareGiverHSAId`,
];
