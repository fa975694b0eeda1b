import { datePattern, timePattern } from '../patterns.ts';
import { boolean, one, optional, schema, string } from '../schema.ts';

/** Types of `clinicalprocess:logistics:logistics` 2. Unlike their namesakes elsewhere they have no extension points. */
const enums = schema(
  'urn:riv:clinicalprocess:logistics:logistics:enums:2',
  'clinicalprocess_logistics_logistics_enum_2.0.xsd',
);
export const logistics2 = schema(
  'urn:riv:clinicalprocess:logistics:logistics:2',
  'clinicalprocess_logistics_logistics_2.0.xsd',
);
const t = logistics2;

export const HSAIdType = t.text('HSAIdType');
const DateType = t.text('DateType', datePattern);
const TimeStampType = t.text('TimeStampType', timePattern);

export const PersonIdType = t.closed('PersonIdType', { id: one(string), type: one(string) });
export const DatePeriodType = t.closed('DatePeriodType', { start: one(DateType), end: one(DateType) });
const TimePeriodType = t.closed('TimePeriodType', { start: one(TimeStampType), end: optional(TimeStampType) });

const CVType = t.closed('CVType', {
  code: optional(string),
  codeSystem: optional(string),
  codeSystemName: optional(string),
  codeSystemVersion: optional(string),
  displayName: optional(string),
  originalText: optional(string),
});

const OrgUnitType = t.closed('OrgUnitType', {
  orgUnitHSAId: one(HSAIdType),
  orgUnitName: one(string),
  orgUnitTelecom: optional(string),
  orgUnitEmail: optional(string),
  orgUnitAddress: optional(string),
  orgUnitLocation: optional(string),
});

const HealthcareProfessionalType = t.closed('HealthcareProfessionalType', {
  authorTime: one(TimeStampType),
  healthcareProfessionalHSAId: one(HSAIdType),
  healthcareProfessionalName: one(string),
  healthcareProfessionalRoleCode: optional(CVType),
  healthcareProfessionalOrgUnit: one(OrgUnitType),
  healthcareProfessionalCareUnitHSAId: optional(HSAIdType),
  healthcareProfessionalCareGiverHSAId: optional(HSAIdType),
});

const PatientSummaryHeaderType = t.closed('PatientSummaryHeaderType', {
  documentId: one(string),
  sourceSystemHSAId: one(HSAIdType),
  patientId: one(PersonIdType),
  accountableHealthcareProfessional: optional(HealthcareProfessionalType),
  approvedForPatient: one(boolean),
  nullified: optional(boolean),
  nullifiedReason: optional(string),
});

const CareContactCodeEnum = enums.numberOneOf('CareContactCodeEnum', [1, 2, 3, 4, 5]);
const CareContactStatusEnum = enums.numberOneOf('CareContactStatusEnum', [1, 2, 3, 4, 5]);

const CareContactBodyType = t.closed('CareContactBodyType', {
  careContactCode: optional(CareContactCodeEnum),
  careContactReason: optional(string),
  careContactOrgUnit: one(OrgUnitType),
  careContactTimePeriod: one(TimePeriodType),
  careContactStatus: optional(CareContactStatusEnum),
});

export const CareContactType = t.closed('CareContactType', {
  careContactHeader: one(PatientSummaryHeaderType),
  careContactBody: one(CareContactBodyType),
});
