import type { Contract } from './contract.ts';
import { getActivities1 } from './get-activities-1.ts';
import { getAlertInformation2 } from './get-alert-information-2.ts';
import { getCareContacts2 } from './get-care-contacts-2.ts';
import { getCareContacts3 } from './get-care-contacts-3.ts';
import { getCareDocumentation2 } from './get-care-documentation-2.ts';
import { getCareDocumentation3 } from './get-care-documentation-3.ts';
import { getCarePlans2 } from './get-care-plans-2.ts';
import { getDiagnosis2 } from './get-diagnosis-2.ts';
import { getECGOutcome1 } from './get-ecg-outcome-1.ts';
import { getFunctionalStatus2 } from './get-functional-status-2.ts';
import { getImagingOutcome1 } from './get-imaging-outcome-1.ts';
import { getLaboratoryOrderOutcome3 } from './get-laboratory-order-outcome-3.ts';
import { getLaboratoryOrderOutcome4 } from './get-laboratory-order-outcome-4.ts';
import { getMaternityMedicalHistory2 } from './get-maternity-medical-history-2.ts';
import { getMedicationHistory2 } from './get-medication-history-2.ts';
import { getObservations1 } from './get-observations-1.ts';
import { getReferralOutcome3 } from './get-referral-outcome-3.ts';
import { getRequestActivities1 } from './get-request-activities-1.ts';
import { getVaccinationHistory2 } from './get-vaccination-history-2.ts';
import type { ContractId } from './record.ts';

/** Every service contract the bridge can read and write. */
export const contracts: readonly Contract[] = [
  getDiagnosis2,
  getAlertInformation2,
  getCareContacts2,
  getLaboratoryOrderOutcome3,
  getLaboratoryOrderOutcome4,
  getReferralOutcome3,
  getImagingOutcome1,
  getECGOutcome1,
  getMaternityMedicalHistory2,
  getCareContacts3,
  getCareDocumentation2,
  getCareDocumentation3,
  getCarePlans2,
  getFunctionalStatus2,
  getMedicationHistory2,
  getVaccinationHistory2,
  getObservations1,
  getActivities1,
  getRequestActivities1,
] as unknown as readonly Contract[];

const byId = new Map(contracts.map((contract) => [contract.id, contract]));
const byNamespace = new Map(contracts.map((contract) => [contract.namespace, contract]));

export function contractById(id: ContractId): Contract | undefined {
  return byId.get(id);
}

/** By the namespace of the body's root element, which alone decides (Basic Profile 2.1, routing). */
export function contractByNamespace(namespace: string): Contract | undefined {
  return byNamespace.get(namespace);
}
