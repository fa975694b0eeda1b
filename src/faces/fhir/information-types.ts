import { contractName } from './identities.ts';

interface Words {
  readonly sv: string;
  readonly en: string;
}

/** What the records of a contract are called, by the contract's name. */
const informationTypes: Readonly<Record<string, Words>> = {
  GetDiagnosis: { sv: 'diagnoser', en: 'diagnoses' },
  GetCareDocumentation: { sv: 'anteckningar', en: 'notes' },
  GetAlertInformation: { sv: 'uppmärksamhetsinformation', en: 'alerts' },
  GetMedicationHistory: { sv: 'läkemedel', en: 'medicines' },
  GetVaccinationHistory: { sv: 'vaccinationer', en: 'vaccinations' },
  GetLaboratoryOrderOutcome: { sv: 'laboratoriesvar', en: 'laboratory results' },
  GetImagingOutcome: { sv: 'bilddiagnostik', en: 'imaging' },
  GetReferralOutcome: { sv: 'konsultationssvar', en: 'answers to referrals' },
  GetECGOutcome: { sv: 'EKG', en: 'ECG' },
  GetMaternityMedicalHistory: { sv: 'mödravård', en: 'maternity care' },
  GetCareContacts: { sv: 'vårdkontakter', en: 'care contacts' },
  GetFunctionalStatus: { sv: 'funktionstillstånd', en: 'functional status' },
  GetCarePlans: { sv: 'vård- och omsorgsplaner', en: 'care plans' },
  GetObservations: { sv: 'observationer', en: 'observations' },
  GetActivities: { sv: 'aktiviteter', en: 'activities' },
  GetRequestActivities: { sv: 'vårdbegäran', en: 'care requests' },
};

/** The name of what a contract carries; of one that is not in the table, the contract's own name. */
export function informationType(contract: string): Words {
  const name = contractName(contract);
  return informationTypes[name] ?? { sv: name, en: name };
}
