import { boolean, many, one, optional, schema, string, type ValueOf } from './schema.ts';

/** `urn:riv:interoperability:headers:1`: what aggregating services say of their sources (interoperability headers 1.0). */
const t = schema('urn:riv:interoperability:headers:1', 'interoperability_headers_1.0.xsd');

const StatusCodeEnum = t.oneOf('StatusCodeEnum', [
  'DataFromSource',
  'DataFromCache',
  'DataFromCacheSynchFailed',
  'NoDataSynchFailed',
]);
const CausingAgentEnum = t.oneOf('CausingAgentEnum', [
  'service_catalog',
  'virtualization_platform',
  'service_producer',
  'engagement_index',
  'other',
]);
const TimestampType = t.text('TimestampType');

const LastUnsuccessfulSynchErrorType = t.open('LastUnsuccessfulSynchErrorType', {
  causingAgent: one(CausingAgentEnum),
  code: one(string),
  text: one(string),
});

const ProcessingStatusRecordType = t.open('ProcessingStatusRecordType', {
  logicalAddress: one(string),
  statusCode: one(StatusCodeEnum),
  isResponseFromCache: one(boolean),
  isResponseInSynch: one(boolean),
  lastSuccessfulSynch: one(TimestampType),
  lastUnsuccessfulSynch: optional(TimestampType),
  lastUnsuccessfulSynchError: optional(LastUnsuccessfulSynchErrorType),
});

export const ProcessingStatusType = t.open('ProcessingStatusType', {
  ProcessingStatusList: many(ProcessingStatusRecordType),
});

export type ProcessingStatus = ValueOf<typeof ProcessingStatusType>;
export type ProcessingStatusRecord = ValueOf<typeof ProcessingStatusRecordType>;
export const headersSchema = t;
