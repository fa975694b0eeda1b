/**
 * The service contracts, each written once in the language of `schema.ts`. From a contract follow its TypeScript type,
 * streaming reader, writer, validator and the files in wsdl/. Knows nothing of HTTP, queues or storage.
 */
export { answerPrefixes } from './answer-prefixes.ts';
export { type CodedValue, looselyCoded, strictlyCoded } from './coded-value.ts';
export type { Contract, Days, RecordFilter, Specific } from './contract.ts';
export {
  directoryContractOf,
  directoryContracts,
  mustBePermittedByName,
  nationalContracts,
} from './directory/registry.ts';
export { type Draft, prunedFor } from './draft.ts';
export { engagementContractByNamespace, engagementContracts } from './engagement-index/registry.ts';
export type { ActivityGroup } from './get-activities-1.ts';
export { getActivities1 } from './get-activities-1.ts';
export type { AlertInformation } from './get-alert-information-2.ts';
export { getAlertInformation2 } from './get-alert-information-2.ts';
export type { CareContact } from './get-care-contacts-2.ts';
export { getCareContacts2 } from './get-care-contacts-2.ts';
export type { CareContact3 } from './get-care-contacts-3.ts';
export { getCareContacts3 } from './get-care-contacts-3.ts';
export type { CareDocumentation2 } from './get-care-documentation-2.ts';
export { getCareDocumentation2 } from './get-care-documentation-2.ts';
export type { CareDocumentation3 } from './get-care-documentation-3.ts';
export { getCareDocumentation3 } from './get-care-documentation-3.ts';
export type { CarePlan } from './get-care-plans-2.ts';
export { getCarePlans2 } from './get-care-plans-2.ts';
export type { Diagnosis } from './get-diagnosis-2.ts';
export { getDiagnosis2 } from './get-diagnosis-2.ts';
export type { ECGOutcome } from './get-ecg-outcome-1.ts';
export type { FunctionalStatusAssessment } from './get-functional-status-2.ts';
export { getFunctionalStatus2 } from './get-functional-status-2.ts';
export type { ImagingOutcome } from './get-imaging-outcome-1.ts';
export { getImagingOutcome1 } from './get-imaging-outcome-1.ts';
export type { LaboratoryOrderOutcome3 } from './get-laboratory-order-outcome-3.ts';
export type { LaboratoryOrderOutcome4 } from './get-laboratory-order-outcome-4.ts';
export { getLaboratoryOrderOutcome4 } from './get-laboratory-order-outcome-4.ts';
export type { MaternityMedicalRecord } from './get-maternity-medical-history-2.ts';
export { getMaternityMedicalHistory2 } from './get-maternity-medical-history-2.ts';
export type { MedicationMedicalRecord } from './get-medication-history-2.ts';
export { getMedicationHistory2 } from './get-medication-history-2.ts';
export type { ObservationGroup } from './get-observations-1.ts';
export { getObservations1 } from './get-observations-1.ts';
export type { ReferralOutcome } from './get-referral-outcome-3.ts';
export { getReferralOutcome3 } from './get-referral-outcome-3.ts';
export type { RequestActivity } from './get-request-activities-1.ts';
export { getRequestActivities1 } from './get-request-activities-1.ts';
export type { VaccinationMedicalRecord } from './get-vaccination-history-2.ts';
export { getVaccinationHistory2 } from './get-vaccination-history-2.ts';
export { type ProcessingStatus, type ProcessingStatusRecord, ProcessingStatusType } from './headers.ts';
export {
  getLogicalAddresseesByServiceContract1,
  getLogicalAddresseesByServiceContract2,
} from './infrastructure/get-logical-addressees-by-service-contract.ts';
export {
  getSupportedServiceContracts1,
  getSupportedServiceContracts2,
} from './infrastructure/get-supported-service-contracts.ts';
export { pingForConfiguration1 } from './infrastructure/ping-for-configuration-1.ts';
export { infrastructureContractByNamespace, infrastructureContracts } from './infrastructure/registry.ts';
export { hsaIdentifier, hsaIdOf, type InstanceIdentifier, patientIdentifier } from './instance-identifier.ts';
export { readItem, writeItem } from './item.ts';
export { createContractReader, type ReadResult } from './read.ts';
export type { BridgeRecord, ContractId, PatientId, RecordHeader } from './record.ts';
export { toRecord } from './records.ts';
export { contractById, contractByNamespace, contracts } from './registry.ts';
export { aggregateResult, infoResult, invalidRequestResult, okResult } from './results.ts';
export { securityContractByNamespace, securityContracts } from './security/registry.ts';
export { sendable } from './sendable.ts';
export { contractIdOf, partsOfNamespace, type ServiceContract } from './service-contract.ts';
export { type Violation, validate } from './validate.ts';
export { translations, translationsTo } from './versions/registry.ts';
export { extensionElements, translateRecord } from './versions/translate-record.ts';
export type { Translation } from './versions/translation.ts';
export { declarations, prefixesFor, writeContent, writeRoot } from './write.ts';
export { asWritten, dataOf, writtenOf } from './written.ts';
export { contractPath, schemaFile, servedContracts, servicePath, writeWsdl, wsdlFolder } from './wsdl.ts';
