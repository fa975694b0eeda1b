import { dateTime, int, many, one, optional, schema, several, string } from '../schema.ts';
import { defineOlder, hsaId, id, logResultCodes } from './common.ts';

/** The log service as regional installations still have it: `ehr:log` 1. */
const t = schema('urn:riv:ehr:log:1', 'ehr_log_1.0.xsd');
const store = schema('urn:riv:ehr:log:store:1', 'ehr_log_store_1.0.xsd');
const querying = schema('urn:riv:ehr:log:querying:1', 'ehr_log_querying_1.1.xsd');

const HsaId = hsaId(t);
const Id = id(t);
const PersonId = t.limited('PersonId', 12);
const CareProviderName = t.limited('CareProviderName', 256);
const CareUnitName = t.limited('CareUnitName', 256);
const UserName = t.limited('UserName', 256);
const UserTitle = t.limited('UserTitle', 256);
const PurposeDescription = t.limited('PurposeDescription', 256);
const ResourceTypeValue = t.limited('ResourceTypeValue', 50);
const ResultCodeType = logResultCodes(t);

const CareProviderType = t.open('CareProviderType', {
  CareProviderId: one(HsaId),
  CareProviderName: optional(CareProviderName),
});

const CareUnitType = t.open('CareUnitType', { CareUnitId: one(HsaId), CareUnitName: optional(CareUnitName) });

const SystemType = t.open('SystemType', {
  SystemId: one(HsaId),
  SystemName: optional(t.limited('SystemName', 256)),
});

const ActivityType = t.open('ActivityType', {
  ActivityType: one(t.limited('ActivityTypeValue', 256)),
  ActivityLevel: optional(t.limited('ActivityLevel', 50)),
  ActivityArgs: optional(t.limited('ActivityArgs', 8192)),
  StartDate: one(dateTime),
  Purpose: one(PurposeDescription),
});

const UserType = t.open('UserType', {
  UserId: one(HsaId),
  Name: optional(UserName),
  PersonId: optional(PersonId),
  Assignment: optional(t.limited('Assignment', 256)),
  Title: optional(UserTitle),
  CareProvider: one(CareProviderType),
  CareUnit: one(CareUnitType),
});

const PatientType = t.open('PatientType', {
  PatientId: one(PersonId),
  PatientName: optional(t.limited('PatientName', 256)),
});

const ResourceType = t.open('ResourceType', {
  ResourceType: one(ResourceTypeValue),
  Patient: optional(PatientType),
  CareProvider: one(CareProviderType),
  CareUnit: optional(CareUnitType),
});

const LogType = t.open('LogType', {
  LogId: one(Id),
  System: one(SystemType),
  Activity: one(ActivityType),
  User: one(UserType),
  Resources: one(t.open('ResourcesType', { Resource: several(ResourceType) })),
});

/** StoreLog 1.0. */
export const storeLog1 = defineOlder({
  domain: 'ehr:log:store',
  name: 'StoreLog',
  major: 1,
  request: { Log: several(LogType) },
  response: {
    ResultType: one(store.open('ResultType', { ResultCode: one(ResultCodeType), ResultText: one(string) })),
  },
});

const ResultType = querying.open('ResultType', {
  ResultCode: one(ResultCodeType),
  ResultText: one(string),
  StartInterval: optional(dateTime),
  EndInterval: optional(dateTime),
  QueuedReportId: optional(Id),
  QueueTime: optional(int),
});

const AccessLogType = querying.open('AccessLogType', {
  CareProviderId: one(HsaId),
  CareProviderName: optional(CareProviderName),
  CareUnitId: one(HsaId),
  CareUnitName: optional(CareUnitName),
  AccessDate: one(dateTime),
  UserId: one(HsaId),
  UserName: optional(UserName),
  UserTitle: optional(UserTitle),
  Purpose: one(PurposeDescription),
  ResourceType: one(ResourceTypeValue),
});

const AccessLogsResultType = querying.open('AccessLogsResultType', {
  Result: one(ResultType),
  // Spelled so in the contract.
  AccesssLogs: optional(querying.open('AccessLogsType', { AccessLog: many(AccessLogType) })),
});

/** GetAccessLogsForPatient 1.1: who has had access to a patient's information. */
export const getAccessLogsForPatient1 = defineOlder({
  domain: 'ehr:log:querying',
  name: 'GetAccessLogsForPatient',
  major: 1,
  minor: 1,
  request: {
    PatientId: one(PersonId),
    FromDate: one(dateTime),
    ToDate: one(dateTime),
    QueuedReportId: optional(Id),
  },
  response: { AccessLogsResultType: one(AccessLogsResultType) },
});
