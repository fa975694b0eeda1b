import { datePattern, timePattern } from '../patterns.ts';
import { added, boolean, one, optional, schema, string } from '../schema.ts';

/** Types of `clinicalprocess:healthcond:actoutcome` 4, with the header for patient record information (JoL). */
export const actoutcome4 = schema(
  'urn:riv:clinicalprocess:healthcond:actoutcome:4',
  'clinicalprocess_healthcond_actoutcome_4.0.xsd',
);
/** What minor version 4.1 added. */
const actoutcome41 = schema(
  'urn:riv:clinicalprocess:healthcond:actoutcome:4.1',
  'clinicalprocess_healthcond_actoutcome_4.1_ext.xsd',
);
/** What minor version 4.2 added. */
export const actoutcome42 = schema(
  'urn:riv:clinicalprocess:healthcond:actoutcome:4.2',
  'clinicalprocess_healthcond_actoutcome_4.2_ext.xsd',
);
const t = actoutcome4;

const DateType = t.text('DateType', datePattern);

export const TimeStampType = t.text('TimeStampType', timePattern);

const UUIDType = t.text(
  'UUIDType',
  /[A-Fa-f0-9]{32}|(\{|\()?[A-Fa-f0-9]{8}-([A-Fa-f0-9]{4}-){3}[A-Fa-f0-9]{12}(\}|\))?/,
);

export const IIType = t.open('IIType', {
  root: one(string),
  extension: one(string),
});

export const DatePeriodType = t.open('DatePeriodType', {
  start: optional(DateType),
  end: optional(DateType),
});

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

export const OrgUnitType = t.open('OrgUnitType', {
  id: optional(IIType),
  name: one(string),
});

const AccessControlHeaderType = t.closed('AccessControlHeaderType', {
  accountableCareGiver: one(IIType),
  accountableCareUnit: optional(IIType),
  originalPatientId: optional(IIType),
  careProcessId: optional(UUIDType),
  lockTime: optional(TimeStampType),
  blockComparisonTime: one(TimeStampType),
  approvedForPatient: one(boolean),
  patientId: added(actoutcome41, optional(IIType)),
});

const RecordType = t.open('RecordType', {
  id: one(IIType),
  timestamp: one(TimeStampType),
});

const AuthorType = t.closed('AuthorType', {
  id: optional(IIType),
  name: optional(string),
  timestamp: one(TimeStampType),
  byRole: optional(CVType),
  orgUnit: added(actoutcome41, optional(OrgUnitType)),
});

export const HeaderType = t.open('HeaderType', {
  accessControlHeader: one(AccessControlHeaderType),
  sourceSystemId: one(IIType),
  record: one(RecordType),
  author: optional(AuthorType),
  signature: optional(AuthorType),
});
