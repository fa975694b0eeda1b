import type { ContractId } from '../../contracts/index.ts';
import { alertInformation } from './alert-information.ts';
import { careContacts } from './care-contact.ts';
import { careDocumentation } from './care-documentation.ts';
import { diagnoses } from './diagnosis.ts';
import { medicationHistory } from './medication-history.ts';
import type { Mapping } from './reading.ts';

/** What a FHIR system can be asked for. Other versions of these contracts are translated from them. */
export const mappings: Readonly<Record<ContractId, Mapping>> = {
  'GetDiagnosis:2': diagnoses,
  'GetAlertInformation:2': alertInformation,
  'GetCareContacts:3': careContacts,
  'GetCareDocumentation:3': careDocumentation,
  'GetMedicationHistory:2': medicationHistory,
};
