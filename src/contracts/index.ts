/**
 * The service contracts, each written once in the language of `schema.ts`. From a contract follow its TypeScript type,
 * streaming reader, writer, validator and the files in wsdl/. Knows nothing of HTTP, queues or storage.
 */
export { type CodedValue, strictlyCoded } from './coded-value.ts';
export type { Contract, Days, RecordFilter, Specific } from './contract.ts';
export type { AlertInformation } from './get-alert-information-2.ts';
export { getAlertInformation2 } from './get-alert-information-2.ts';
export type { CareContact } from './get-care-contacts-2.ts';
export { getCareContacts2 } from './get-care-contacts-2.ts';
export type { Diagnosis } from './get-diagnosis-2.ts';
export { getDiagnosis2 } from './get-diagnosis-2.ts';
export { type ProcessingStatus, type ProcessingStatusRecord, ProcessingStatusType } from './headers.ts';
export { createContractReader, type ReadResult } from './read.ts';
export type { BridgeRecord, ContractId, PatientId, RecordHeader } from './record.ts';
export { toRecord } from './records.ts';
export { contractById, contractByNamespace, contracts } from './registry.ts';
export { aggregateResult, invalidRequestResult, okResult } from './results.ts';
export { sendable } from './sendable.ts';
export { type Violation, validate } from './validate.ts';
export { declarations, type Prefixes, prefixesFor, writeContent, writeRoot } from './write.ts';
export { contractPath, schemaFiles, writeWsdl, wsdlFolder } from './wsdl.ts';
