import type { InformationType } from '../records/information-type.ts';

/** What each information type is called: as a heading, within a sentence, and where nothing was found of it. */
interface TypeText {
  readonly heading: string;
  readonly within: string;
  /** Begins the sentence that ends with those who answered. */
  readonly noneFoundAt: string;
}

export const typeTexts: Readonly<Record<'sv' | 'en', Readonly<Record<InformationType, TypeText>>>> = {
  sv: {
    alert: {
      heading: 'Uppmärksamhetsinformation',
      within: 'uppmärksamhetsinformation',
      noneFoundAt: 'Ingen uppmärksamhetsinformation funnen hos',
    },
    medication: { heading: 'Läkemedel', within: 'läkemedel', noneFoundAt: 'Inga läkemedelsordinationer funna hos' },
    diagnosis: { heading: 'Diagnoser', within: 'diagnoser', noneFoundAt: 'Inga diagnoser funna hos' },
    contact: { heading: 'Vårdkontakter', within: 'vårdkontakter', noneFoundAt: 'Inga vårdkontakter funna hos' },
    note: {
      heading: 'Journalanteckningar',
      within: 'journalanteckningar',
      noneFoundAt: 'Inga journalanteckningar funna hos',
    },
    laboratory: {
      heading: 'Laboratoriesvar',
      within: 'laboratoriesvar',
      noneFoundAt: 'Inga laboratoriesvar funna hos',
    },
    imaging: {
      heading: 'Bilddiagnostik',
      within: 'bilddiagnostiska svar',
      noneFoundAt: 'Inga bilddiagnostiska svar funna hos',
    },
    ecg: { heading: 'EKG', within: 'EKG', noneFoundAt: 'Inga EKG funna hos' },
    referral: {
      heading: 'Konsultationssvar',
      within: 'konsultationssvar',
      noneFoundAt: 'Inga konsultationssvar funna hos',
    },
    vaccination: { heading: 'Vaccinationer', within: 'vaccinationer', noneFoundAt: 'Inga vaccinationer funna hos' },
    'care-plan': { heading: 'Vårdplaner', within: 'vårdplaner', noneFoundAt: 'Inga vårdplaner funna hos' },
    'functional-status': {
      heading: 'Funktionstillstånd',
      within: 'bedömningar av funktionstillstånd',
      noneFoundAt: 'Inga bedömningar av funktionstillstånd funna hos',
    },
    maternity: {
      heading: 'Graviditet',
      within: 'uppgifter från mödravården',
      noneFoundAt: 'Inga uppgifter från mödravården funna hos',
    },
    observation: {
      heading: 'Mätvärden och observationer',
      within: 'observationer',
      noneFoundAt: 'Inga observationer funna hos',
    },
    activity: { heading: 'Åtgärder', within: 'åtgärder', noneFoundAt: 'Inga åtgärder funna hos' },
    request: { heading: 'Remissers gång', within: 'remisstatus', noneFoundAt: 'Ingen remisstatus funnen hos' },
  },
  en: {
    alert: { heading: 'Alert information', within: 'alert information', noneFoundAt: 'No alert information found at' },
    medication: { heading: 'Medicines', within: 'medicines', noneFoundAt: 'No prescriptions found at' },
    diagnosis: { heading: 'Diagnoses', within: 'diagnoses', noneFoundAt: 'No diagnoses found at' },
    contact: { heading: 'Care contacts', within: 'care contacts', noneFoundAt: 'No care contacts found at' },
    note: { heading: 'Notes', within: 'notes', noneFoundAt: 'No notes found at' },
    laboratory: {
      heading: 'Laboratory results',
      within: 'laboratory results',
      noneFoundAt: 'No laboratory results found at',
    },
    imaging: { heading: 'Imaging', within: 'imaging reports', noneFoundAt: 'No imaging reports found at' },
    ecg: { heading: 'ECG', within: 'ECGs', noneFoundAt: 'No ECGs found at' },
    referral: {
      heading: 'Consultation answers',
      within: 'consultation answers',
      noneFoundAt: 'No consultation answers found at',
    },
    vaccination: { heading: 'Vaccinations', within: 'vaccinations', noneFoundAt: 'No vaccinations found at' },
    'care-plan': { heading: 'Care plans', within: 'care plans', noneFoundAt: 'No care plans found at' },
    'functional-status': {
      heading: 'Functional status',
      within: 'assessments of functional status',
      noneFoundAt: 'No assessments of functional status found at',
    },
    maternity: {
      heading: 'Pregnancy',
      within: 'information from maternity care',
      noneFoundAt: 'No information from maternity care found at',
    },
    observation: {
      heading: 'Measurements and observations',
      within: 'observations',
      noneFoundAt: 'No observations found at',
    },
    activity: { heading: 'Activities', within: 'activities', noneFoundAt: 'No activities found at' },
    request: { heading: 'Referral status', within: 'referral status', noneFoundAt: 'No referral status found at' },
  },
};
