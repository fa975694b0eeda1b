import { dateTime, one, optional, schema, several, string } from '../schema.ts';
import { defineCurrent, hsaId, id, iiType, logResultCodes } from './common.ts';

/** The log service, domain `informationsecurity:auditing:log` 2. */
const domain = 'informationsecurity:auditing:log';
const t = schema(`urn:riv:${domain}:2`, 'informationsecurity_auditing_log_2.0.xsd');

const HsaId = hsaId(t);
const IIType = iiType(t);

const CareProviderType = t.open('CareProviderType', {
  careProviderId: one(HsaId),
  careProviderName: optional(t.limited('CareProviderName', 256)),
});

const CareUnitType = t.open('CareUnitType', {
  careUnitId: one(HsaId),
  careUnitName: optional(t.limited('CareUnitName', 256)),
});

const SystemType = t.open('SystemType', {
  systemId: one(HsaId),
  systemName: optional(t.limited('SystemName', 256)),
});

const ActivityType = t.open('ActivityType', {
  activityType: one(t.limited('ActivityTypeValue', 256)),
  activityLevel: optional(t.limited('ActivityLevel', 256)),
  activityArgs: optional(t.limited('ActivityArgs', 8192)),
  startDate: one(dateTime),
  purpose: one(t.limited('PurposeDescription', 256)),
});

const UserType = t.open('UserType', {
  userId: one(HsaId),
  name: optional(t.limited('UserName', 256)),
  personId: optional(IIType),
  assignment: optional(t.limited('Assignment', 256)),
  title: optional(t.limited('UserTitle', 256)),
  careProvider: one(CareProviderType),
  careUnit: one(CareUnitType),
});

const PatientType = t.open('PatientType', {
  patientId: one(IIType),
  patientName: optional(t.limited('PatientName', 256)),
});

const ResourceType = t.open('ResourceType', {
  resourceType: one(t.limited('ResourceTypeValue', 256)),
  patient: optional(PatientType),
  careProvider: one(CareProviderType),
  careUnit: optional(CareUnitType),
});

const LogType = t.open('LogType', {
  logId: one(id(t)),
  system: one(SystemType),
  activity: one(ActivityType),
  user: one(UserType),
  resources: one(t.open('ResourcesType', { resource: several(ResourceType) })),
});

/** StoreLog 2.0: other systems' records of who did what. At most 500 a call by rule. */
export const storeLog2 = defineCurrent({
  domain,
  name: 'StoreLog',
  major: 2,
  request: { log: several(LogType) },
  response: {
    result: one(t.open('ResultType', { resultCode: one(logResultCodes(t)), resultText: optional(string) })),
  },
});
