import { datePattern, timePattern } from '../patterns.ts';
import { boolean, one, optional, schema, string } from '../schema.ts';

/** Types of `clinicalprocess:healthcond:actoutcome` 2, in use for maternity records only; the header is stricter than its kin. */
export const actoutcomeEnums2 = schema(
  'urn:riv:clinicalprocess:healthcond:actoutcome:enums:2',
  'clinicalprocess_healthcond_actoutcome_enum_2.0.xsd',
);
export const actoutcome2 = schema(
  'urn:riv:clinicalprocess:healthcond:actoutcome:2',
  'clinicalprocess_healthcond_actoutcome_2.0.xsd',
);
const t = actoutcome2;

export const HSAIdType = t.text('HSAIdType');

export const DateType = t.text('DateType', datePattern);

const TimeStampType = t.text('TimeStampType', timePattern);

export const PersonIdType = t.open('PersonIdType', {
  id: one(string),
  type: one(string),
});

export const DatePeriodType = t.open('DatePeriodType', {
  start: one(DateType),
  end: one(DateType),
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

const HealthcareProfessionalType = t.open('HealthcareProfessionalType', {
  authorTime: one(TimeStampType),
  healthcareProfessionalHSAId: one(HSAIdType),
  healthcareProfessionalName: optional(string),
  healthcareProfessionalRoleCode: optional(CVType),
  healthcareProfessionalOrgUnit: one(OrgUnitType),
  healthcareProfessionalCareUnitHSAId: one(HSAIdType),
  healthcareProfessionalCareGiverHSAId: one(HSAIdType),
});

const LegalAuthenticatorType = t.open('LegalAuthenticatorType', {
  signatureTime: one(TimeStampType),
  legalAuthenticatorHSAId: optional(HSAIdType),
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
  nullified: optional(boolean),
  nullifiedReason: optional(string),
  careContactId: optional(string),
});
