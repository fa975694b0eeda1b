import type { ContractId } from '../../contracts/record.ts';
import type { Choice, ReadingRequest } from '../../faces/portal-api/shapes/reading.ts';
import { type InformationType, informationTypes } from '../records/information-type.ts';
import { partFor } from './cells.ts';

/** By which contract a type is asked for: the newest; what sources say in older ones is translated. */
export const contractOf: Readonly<Record<InformationType, ContractId>> = {
  alert: 'GetAlertInformation:2',
  medication: 'GetMedicationHistory:2',
  diagnosis: 'GetDiagnosis:2',
  contact: 'GetCareContacts:3',
  note: 'GetCareDocumentation:3',
  laboratory: 'GetLaboratoryOrderOutcome:4',
  imaging: 'GetImagingOutcome:1',
  ecg: 'GetECGOutcome:1',
  referral: 'GetReferralOutcome:3',
  vaccination: 'GetVaccinationHistory:2',
  'care-plan': 'GetCarePlans:2',
  'functional-status': 'GetFunctionalStatus:2',
  maternity: 'GetMaternityMedicalHistory:2',
  observation: 'GetObservations:1',
  activity: 'GetActivities:1',
  request: 'GetRequestActivities:1',
};

/** The parts that a choice will fill: their places are kept before anything has come. */
export function typesAsked({ choice, again }: ReadingRequest): readonly InformationType[] {
  const contracts = again?.contracts ?? (choice.kind === 'contracts' ? choice.contracts : undefined);
  if (contracts) return contracts.map(partFor);
  return choice.kind === 'acute' ? ['alert', 'medication', 'diagnosis', 'contact'] : informationTypes;
}

/** The same choices in fewer readings: each once, and what was chosen type by type as one. */
export function together(choices: readonly Choice[]): readonly Choice[] {
  const contracts = new Set(choices.flatMap((choice) => (choice.kind === 'contracts' ? choice.contracts : [])));
  const others = choices.filter(({ kind }) => kind !== 'contracts');
  const distinct = [...new Map(others.map((choice) => [JSON.stringify(choice), choice])).values()];
  return contracts.size > 0 ? [...distinct, { kind: 'contracts', contracts: [...contracts] }] : distinct;
}
