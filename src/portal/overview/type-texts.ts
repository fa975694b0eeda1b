import type { InformationType } from '../records/information-type.ts';

/** What each information type is called: as a heading, within a sentence, and where nothing of it is shown. */
interface TypeText {
  readonly heading: string;
  readonly within: string;
  readonly none: string;
  /** After `none`. */
  readonly found: string;
}

export const typeTexts: Readonly<Record<'sv' | 'en', Readonly<Record<InformationType, TypeText>>>> = {
  sv: {
    alert: {
      heading: 'Uppmärksamhetsinformation',
      within: 'uppmärksamhetsinformation',
      none: 'Ingen uppmärksamhetsinformation',
      found: 'funnen',
    },
    medication: { heading: 'Läkemedel', within: 'läkemedel', none: 'Inga läkemedelsordinationer', found: 'funna' },
    diagnosis: { heading: 'Diagnoser', within: 'diagnoser', none: 'Inga diagnoser', found: 'funna' },
    contact: { heading: 'Vårdkontakter', within: 'vårdkontakter', none: 'Inga vårdkontakter', found: 'funna' },
    note: {
      heading: 'Journalanteckningar',
      within: 'journalanteckningar',
      none: 'Inga journalanteckningar',
      found: 'funna',
    },
    laboratory: {
      heading: 'Laboratoriesvar',
      within: 'laboratoriesvar',
      none: 'Inga laboratoriesvar',
      found: 'funna',
    },
    imaging: {
      heading: 'Bilddiagnostik',
      within: 'bilddiagnostiska svar',
      none: 'Inga bilddiagnostiska svar',
      found: 'funna',
    },
    ecg: { heading: 'EKG', within: 'EKG', none: 'Inga EKG', found: 'funna' },
    referral: {
      heading: 'Konsultationssvar',
      within: 'konsultationssvar',
      none: 'Inga konsultationssvar',
      found: 'funna',
    },
    vaccination: { heading: 'Vaccinationer', within: 'vaccinationer', none: 'Inga vaccinationer', found: 'funna' },
    'care-plan': { heading: 'Vårdplaner', within: 'vårdplaner', none: 'Inga vårdplaner', found: 'funna' },
    'functional-status': {
      heading: 'Funktionstillstånd',
      within: 'bedömningar av funktionstillstånd',
      none: 'Inga bedömningar av funktionstillstånd',
      found: 'funna',
    },
    maternity: {
      heading: 'Graviditet',
      within: 'uppgifter från mödravården',
      none: 'Inga uppgifter från mödravården',
      found: 'funna',
    },
    observation: {
      heading: 'Mätvärden och observationer',
      within: 'observationer',
      none: 'Inga observationer',
      found: 'funna',
    },
    activity: { heading: 'Åtgärder', within: 'åtgärder', none: 'Inga åtgärder', found: 'funna' },
    request: { heading: 'Remissers gång', within: 'remisstatus', none: 'Ingen remisstatus', found: 'funnen' },
  },
  en: {
    alert: { heading: 'Alert information', within: 'alert information', none: 'No alert information', found: 'found' },
    medication: { heading: 'Medicines', within: 'medicines', none: 'No prescriptions', found: 'found' },
    diagnosis: { heading: 'Diagnoses', within: 'diagnoses', none: 'No diagnoses', found: 'found' },
    contact: { heading: 'Care contacts', within: 'care contacts', none: 'No care contacts', found: 'found' },
    note: { heading: 'Notes', within: 'notes', none: 'No notes', found: 'found' },
    laboratory: {
      heading: 'Laboratory results',
      within: 'laboratory results',
      none: 'No laboratory results',
      found: 'found',
    },
    imaging: { heading: 'Imaging', within: 'imaging reports', none: 'No imaging reports', found: 'found' },
    ecg: { heading: 'ECG', within: 'ECGs', none: 'No ECGs', found: 'found' },
    referral: {
      heading: 'Consultation answers',
      within: 'consultation answers',
      none: 'No consultation answers',
      found: 'found',
    },
    vaccination: { heading: 'Vaccinations', within: 'vaccinations', none: 'No vaccinations', found: 'found' },
    'care-plan': { heading: 'Care plans', within: 'care plans', none: 'No care plans', found: 'found' },
    'functional-status': {
      heading: 'Functional status',
      within: 'assessments of functional status',
      none: 'No assessments of functional status',
      found: 'found',
    },
    maternity: {
      heading: 'Pregnancy',
      within: 'information from maternity care',
      none: 'No information from maternity care',
      found: 'found',
    },
    observation: {
      heading: 'Measurements and observations',
      within: 'observations',
      none: 'No observations',
      found: 'found',
    },
    activity: { heading: 'Activities', within: 'activities', none: 'No activities', found: 'found' },
    request: { heading: 'Referral status', within: 'referral status', none: 'No referral status', found: 'found' },
  },
};
