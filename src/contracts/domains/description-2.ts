import { datePattern, timePattern } from '../patterns.ts';
import { boolean, many, one, optional, type SchemaBuilder, schema, string } from '../schema.ts';

/** Types of `clinicalprocess:healthcond:description` 2, shared by diagnosis, alert information and their kin. */
export const enums = schema(
  'urn:riv:clinicalprocess:healthcond:description:enums:2',
  'clinicalprocess_healthcond_description_enum_2.0.xsd',
);
export const description2 = schema(
  'urn:riv:clinicalprocess:healthcond:description:2',
  'clinicalprocess_healthcond_description_2.0.xsd',
);
const t = description2;

export const HSAIdType = t.text('HSAIdType');
export const DateType = t.text('DateType', datePattern);
export const TimeStampType = t.text('TimeStampType', timePattern);

export const PersonIdType = t.open('PersonIdType', { id: one(string), type: one(string) });
export const DatePeriodType = t.open('DatePeriodType', { start: one(DateType), end: one(DateType) });
export const TimePeriodType = t.open('TimePeriodType', {
  start: optional(TimeStampType),
  end: optional(TimeStampType),
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
  orgUnitHSAId: one(HSAIdType),
  orgUnitName: one(string),
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

export const LegalAuthenticatorType = t.open('LegalAuthenticatorType', {
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

/** The namespace of what release 2.1 of the domain added. */
export const description21 = schema(
  'urn:riv:clinicalprocess:healthcond:description:2.1',
  'clinicalprocess_healthcond_description_2.1.xsd',
);

const ResultCodeEnum = enums.oneOf('ResultCodeEnum', ['OK', 'ERROR', 'INFO']);
const ErrorCodeEnum = enums.oneOf('ErrorCodeEnum', ['INVALID_REQUEST']);

export const ResultType = t.closed('ResultType', {
  resultCode: one(ResultCodeEnum),
  errorCode: optional(ErrorCodeEnum),
  logId: one(string),
  subCode: optional(string),
  message: optional(string),
});

/** The same five elements, in the namespace of release 2.1. */
export const ResultType21 = description21.closed('ResultType', {
  resultCode: one(ResultCodeEnum),
  errorCode: optional(ErrorCodeEnum),
  logId: one(string),
  subCode: optional(string),
  message: optional(string),
});

export const DiagnosisTypeEnum = enums.oneOf('DiagnosisTypeEnum', ['Huvuddiagnos', 'Bidiagnos']);

/** The request that the contracts of this domain share; each declares it in its own Responder namespace. */
export function commonRequest(responder: SchemaBuilder, name: string) {
  return responder.open(`${name}Type`, {
    careUnitHSAId: many(HSAIdType),
    patientId: one(PersonIdType),
    timePeriod: optional(DatePeriodType),
    sourceSystemHSAId: optional(HSAIdType),
    careContactId: many(string),
  });
}
