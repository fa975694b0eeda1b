import { datePattern, timePattern } from '../patterns.ts';
import { boolean, one, optional, schema, string } from '../schema.ts';

/** Types of `clinicalprocess:healthcond:description` 3, with the record header (JoL) in its version 2.2. */
const enums = schema(
  'urn:riv:clinicalprocess:healthcond:description:enums:3',
  'clinicalprocess_healthcond_description_enum_3.0.xsd',
);
export const description3 = schema(
  'urn:riv:clinicalprocess:healthcond:description:3',
  'clinicalprocess_healthcond_description_3.0.xsd',
);
const t = description3;

const HSAIdType = t.text('HSAIdType');
const DateType = t.text('DateType', datePattern);
export const TimeStampType = t.text('TimeStampType', timePattern);

export const IIType = t.open('IIType', { root: one(string), extension: optional(string) });
export const DatePeriodType = t.open('DatePeriodType', { start: one(DateType), end: one(DateType) });

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

/** All that a reader may look at before the access checks are done. */
const AccessControlHeaderType = t.open('AccessControlHeaderType', {
  accountableHealthcareProvider: optional(IIType),
  accountableCareUnit: optional(IIType),
  patientId: one(IIType),
  careProcessId: optional(IIType),
  blockComparisonTime: one(TimeStampType),
  approvedForPatient: one(boolean),
});

const RecordType = t.open('RecordType', { id: one(IIType), timestamp: one(TimeStampType) });

const AuthorType = t.open('AuthorType', {
  id: optional(IIType),
  name: optional(string),
  timestamp: one(TimeStampType),
  byRole: optional(CVType),
  orgUnit: optional(OrgUnitType),
});

const SignatureType = t.open('SignatureType', {
  id: optional(IIType),
  name: optional(string),
  timestamp: one(TimeStampType),
  byRole: optional(CVType),
});

export const HeaderType = t.open('HeaderType', {
  accessControlHeader: one(AccessControlHeaderType),
  sourceSystemId: one(IIType),
  record: one(RecordType),
  author: optional(AuthorType),
  signature: optional(SignatureType),
});

const ResultCodeEnum = enums.oneOf('ResultCodeEnum', ['OK', 'ERROR', 'INFO']);

export const ResultType = t.open('ResultType', { resultCode: one(ResultCodeEnum), resultText: optional(string) });
