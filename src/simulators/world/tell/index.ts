import type { ContractId } from '../../../contracts/index.ts';
import type { History } from '../history.ts';
import { activities1 } from './activities-1.ts';
import { careContacts2 } from './care-contacts-2.ts';
import { careContacts3 } from './care-contacts-3.ts';
import { careDocumentation2 } from './care-documentation-2.ts';
import { careDocumentation3 } from './care-documentation-3.ts';
import { carePlans2 } from './care-plans-2.ts';
import { ecg1 } from './ecg-1.ts';
import { functionalStatus2 } from './functional-status-2.ts';
import { imaging1 } from './imaging-1.ts';
import { laboratory3 } from './laboratory-3.ts';
import { laboratory4 } from './laboratory-4.ts';
import { maternity2 } from './maternity-2.ts';
import { medication2 } from './medication-2.ts';
import { observations1 } from './observations-1.ts';
import { referral3 } from './referral-3.ts';
import { requestActivities1 } from './request-activities-1.ts';
import { vaccination2 } from './vaccination-2.ts';

/** How a history is told in each contract: the same events, in every major version somebody may ask for. */
export const tellers = {
  'GetDiagnosis:2': ({ diagnoses }: History) => diagnoses,
  'GetAlertInformation:2': ({ alerts }: History) => alerts,
  'GetCareContacts:2': careContacts2,
  'GetCareContacts:3': careContacts3,
  'GetCareDocumentation:2': careDocumentation2,
  'GetCareDocumentation:3': careDocumentation3,
  'GetFunctionalStatus:2': functionalStatus2,
  'GetCarePlans:2': carePlans2,
  'GetLaboratoryOrderOutcome:3': laboratory3,
  'GetLaboratoryOrderOutcome:4': laboratory4,
  'GetImagingOutcome:1': imaging1,
  'GetECGOutcome:1': ecg1,
  'GetReferralOutcome:3': referral3,
  'GetMaternityMedicalHistory:2': maternity2,
  'GetMedicationHistory:2': medication2,
  'GetVaccinationHistory:2': vaccination2,
  'GetObservations:1': observations1,
  'GetActivities:1': activities1,
  'GetRequestActivities:1': requestActivities1,
} satisfies Partial<Record<ContractId, (history: History) => readonly object[]>>;

export type ToldContract = keyof typeof tellers;
export type ItemOf<Id extends ToldContract> = ReturnType<(typeof tellers)[Id]>[number];
export type Item = ItemOf<ToldContract>;
