import type { ContractId } from '../../contracts/index.ts';
import { alertInformation } from './alert-information.ts';
import { careContacts } from './care-contact.ts';
import { careDocumentation } from './care-documentation.ts';
import { carePlans } from './care-plan.ts';
import { diagnoses } from './diagnosis.ts';
import { functionalStatus } from './functional-status.ts';
import { imagingOutcomes } from './imaging-outcome.ts';
import { laboratoryOutcomes } from './laboratory-outcome.ts';
import { maternityRecords } from './maternity.ts';
import { medicationHistory } from './medication-history.ts';
import { observations } from './observation-group.ts';
import type { Mapping } from './reading.ts';
import { referralOutcomes } from './referral-outcome.ts';
import { requestActivities } from './task.ts';
import { vaccinations } from './vaccination.ts';

/** What a FHIR system can be asked for. Other versions of these contracts are translated from them. */
export const mappings: Readonly<Record<ContractId, Mapping>> = {
  'GetDiagnosis:2': diagnoses,
  'GetAlertInformation:2': alertInformation,
  'GetCareContacts:3': careContacts,
  'GetCareDocumentation:3': careDocumentation,
  'GetCarePlans:2': carePlans,
  'GetFunctionalStatus:2': functionalStatus,
  'GetImagingOutcome:1': imagingOutcomes,
  'GetLaboratoryOrderOutcome:4': laboratoryOutcomes,
  'GetMedicationHistory:2': medicationHistory,
  'GetMaternityMedicalHistory:2': maternityRecords,
  'GetObservations:1': observations,
  'GetReferralOutcome:3': referralOutcomes,
  'GetRequestActivities:1': requestActivities,
  'GetVaccinationHistory:2': vaccinations,
};
