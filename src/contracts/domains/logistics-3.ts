import { datePattern, timePattern } from '../patterns.ts';
import { boolean, one, optional, schema, string } from '../schema.ts';

/** Types of `clinicalprocess:logistics:logistics` 3, shared by care contacts 3 and care plans 2. */
export const enums = schema(
  'urn:riv:clinicalprocess:logistics:logistics:enums:3',
  'clinicalprocess_logistics_logistics_enum_3.0.xsd',
);
export const logistics3 = schema(
  'urn:riv:clinicalprocess:logistics:logistics:3',
  'clinicalprocess_logistics_logistics_3.0.xsd',
);
const t = logistics3;

export const HSAIdType = t.text('HSAIdType');
const DateType = t.text('DateType', datePattern);
export const TimeStampType = t.text('TimeStampType', timePattern);

export const PersonIdType = t.open('PersonIdType', { id: one(string), type: one(string) });
export const DatePeriodType = t.open('DatePeriodType', { start: one(DateType), end: one(DateType) });

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

const HealthcareProfessionalType = t.open('HealthcareProfessionalType', {
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

export const PatientSummaryHeaderType = t.closed('PatientSummaryHeaderType', {
  documentId: one(string),
  sourceSystemHSAId: one(HSAIdType),
  documentTitle: optional(string),
  documentTime: optional(TimeStampType),
  patientId: one(PersonIdType),
  accountableHealthcareProfessional: one(HealthcareProfessionalType),
  legalAuthenticator: optional(LegalAuthenticatorType),
  approvedForPatient: one(boolean),
  nullified: optional(boolean),
  nullifiedReason: optional(string),
  careContactId: optional(string),
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
