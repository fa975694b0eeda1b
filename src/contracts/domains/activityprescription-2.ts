import { datePattern, timePattern } from '../patterns.ts';
import { boolean, double, one, optional, schema, string } from '../schema.ts';

/** Types of `clinicalprocess:activityprescription:actoutcome` 2, shared by medication and vaccination history. */
export const enums = schema(
  'urn:riv:clinicalprocess:activityprescription:actoutcome:enums:2',
  'clinicalprocess_activityprescription_actoutcome_enum_2.0.xsd',
);
export const activityPrescription2 = schema(
  'urn:riv:clinicalprocess:activityprescription:actoutcome:2',
  'clinicalprocess_activityprescription_actoutcome_2.0.xsd',
);
/** What the minor version 2.1 added. */
export const activityPrescription21 = schema(
  'urn:riv:clinicalprocess:activityprescription:actoutcome:2.1',
  'clinicalprocess_activityprescription_actoutcome_2.1.xsd',
);
const t = activityPrescription2;

export const HSAIdType = t.text('HSAIdType');
export const DateType = t.text('DateType', datePattern);
export const TimeStampType = t.text('TimeStampType', timePattern);

export const PersonIdType = t.open('PersonIdType', { id: one(string), type: one(string) });
export const DatePeriodType = t.open('DatePeriodType', { start: optional(DateType), end: optional(DateType) });
export const TimePeriodType = t.open('TimePeriodType', {
  start: optional(TimeStampType),
  end: optional(TimeStampType),
});
export const IIType = t.open('IIType', { root: one(string), extension: optional(string) });
export const PQType = t.open('PQType', { value: one(double), unit: one(string) });

export const CVType = t.open('CVType', {
  code: optional(string),
  codeSystem: optional(string),
  codeSystemName: optional(string),
  codeSystemVersion: optional(string),
  displayName: optional(string),
  originalText: optional(string),
});

export const OrgUnitType = t.open('OrgUnitType', {
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
});

export const PatientSummaryHeaderType = t.open('PatientSummaryHeaderType', {
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

/** For patients whom no population register knows. */
export const AdditionalPatientInformationType = t.open('AdditionalPatientInformationType', {
  dateOfBirth: one(DateType),
  gender: optional(CVType),
});

const ResultCodeEnum = enums.oneOf('ResultCodeEnum', ['OK', 'ERROR', 'INFO']);
const ErrorCodeEnum = enums.oneOf('ErrorCodeEnum', ['INVALID_REQUEST']);

export const ResultType = t.open('ResultType', {
  resultCode: one(ResultCodeEnum),
  errorCode: optional(ErrorCodeEnum),
  logId: one(string),
  subCode: optional(string),
  message: optional(string),
});
