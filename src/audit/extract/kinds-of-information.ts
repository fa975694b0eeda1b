import type { AuditEntry } from '../entry.ts';

/** What a contract gives, in the words a patient uses; by the contract's name, the same for every version. */
const kinds: Readonly<Record<string, string>> = {
  GetActivities: 'åtgärder som gjorts',
  GetAlertInformation: 'varningar, t.ex. överkänslighet',
  GetCareContacts: 'besök och andra vårdkontakter',
  GetCareDocumentation: 'journalanteckningar',
  GetCarePlans: 'vårdplaner',
  GetDiagnosis: 'diagnoser',
  GetECGOutcome: 'EKG',
  GetFunctionalStatus: 'funktionsförmåga',
  GetImagingOutcome: 'röntgen och andra bildundersökningar',
  GetLaboratoryOrderOutcome: 'provsvar',
  GetMaternityMedicalHistory: 'mödrahälsovård',
  GetMedicationHistory: 'läkemedel',
  GetObservations: 'mätvärden och iakttagelser',
  GetReferralOutcome: 'svar på remisser',
  GetRequestActivities: 'remisser och beställningar',
  GetVaccinationHistory: 'vaccinationer',
  StoreLog: 'uppgifter i ett annat system',
};

/** What an entry is about; of those that another system told of, in that system's words. */
export function kindsIn({ contract, details }: Pick<AuditEntry, 'contract' | 'details'>): readonly string[] {
  const told = details?.resourceTypes;
  if (Array.isArray(told)) return told.map(String);
  const kind = kindOfInformation(contract);
  return kind === undefined ? [] : [kind];
}

/** Undefined contract: what was asked for was not recognised, or the act concerned no information in a record. */
export function kindOfInformation(contract: string | undefined): string | undefined {
  if (contract === undefined) return undefined;
  const [name = contract] = contract.split(':');
  return kinds[name] ?? `annan information (${name})`;
}
