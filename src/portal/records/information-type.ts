import type { ContractId } from '../../contracts/record.ts';

/** What a part of the overview is about, in the order in which parts stand. */
export const informationTypes = [
  'alert',
  'medication',
  'diagnosis',
  'contact',
  'note',
  'laboratory',
  'imaging',
  'ecg',
  'referral',
  'vaccination',
  'care-plan',
  'functional-status',
  'maternity',
  'observation',
  'activity',
  'request',
] as const;
export type InformationType = (typeof informationTypes)[number];

const byContract: Readonly<Record<string, InformationType>> = {
  GetAlertInformation: 'alert',
  GetMedicationHistory: 'medication',
  GetDiagnosis: 'diagnosis',
  GetCareContacts: 'contact',
  GetCareDocumentation: 'note',
  GetLaboratoryOrderOutcome: 'laboratory',
  GetImagingOutcome: 'imaging',
  GetECGOutcome: 'ecg',
  GetReferralOutcome: 'referral',
  GetVaccinationHistory: 'vaccination',
  GetCarePlans: 'care-plan',
  GetFunctionalStatus: 'functional-status',
  GetMaternityMedicalHistory: 'maternity',
  GetObservations: 'observation',
  GetActivities: 'activity',
  GetRequestActivities: 'request',
};

/** Of which type a contract's records are; undefined for one that the pages do not know. */
export function typeOf(contract: ContractId): InformationType | undefined {
  return byContract[contract.split(':')[0] ?? ''];
}
