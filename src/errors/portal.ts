import type { ErrorTable } from './catalogue-entry.ts';

/** What people may not do in the portal, or no longer. */
export const portalErrors = {
  REGISTRATION_CONFLICT: {
    kind: 'bad-request',
    sv: 'Det går inte längre: det är redan öppnat, hävt, återkallat eller avslutat.',
    en: 'That is no longer possible: it was opened, lifted, withdrawn or ended before.',
    remedy: 'Look at how it stands now, and register anew if need be.',
  },
  NEWS_CHANGED: {
    kind: 'bad-request',
    sv: 'Meddelandet har ändrats sedan du öppnade det.',
    en: 'The item has been changed since you opened it.',
    remedy: 'Open it again, and change what it says now.',
  },
  PATIENT_CHANGED: {
    kind: 'bad-request',
    sv: 'Patienten är inte längre öppen: en annan har öppnats, eller den är stängd.',
    en: 'The patient is no longer open: another was opened, or this one was closed.',
    remedy: 'A session has one patient open at a time. Look at GET /api/patient, and open the one that is meant.',
  },
  OUTPUT_OFF: {
    kind: 'forbidden',
    sv: 'Utskrift är inte påslagen för enheten.',
    en: 'Printing is not switched on for the care unit.',
    remedy: 'The care provider decides for each unit how information may be taken out: portal.units[].output.',
  },
  OUTPUT_PROTECTED: {
    kind: 'forbidden',
    sv: 'Patientens identitet är skyddad, eller personregistret svarar inte: då skrivs inget ut.',
    en: 'The patient’s identity is protected, or the person register does not answer: then nothing is printed.',
    remedy: 'Read on the screen. What must be on paper is printed from the record system that holds it.',
  },
  SECOND_PERSON_REQUIRED: {
    kind: 'forbidden',
    sv: 'En annan person måste godkänna.',
    en: 'Another person must approve.',
    remedy: 'Ask another integration engineer; nobody approves what she has asked for herself.',
  },
  UNMASKING_CLOSED: {
    kind: 'forbidden',
    sv: 'Innehållet får inte visas nu, eller inte för dig.',
    en: 'The content may not be shown now, or not to you.',
    remedy: 'Ask for it, and let another integration engineer approve; it lasts thirty minutes, for whoever asked.',
  },
  REVIEW_OWN_ACCESS: {
    kind: 'forbidden',
    sv: 'Ingen granskar sin egen åtkomst.',
    en: 'Nobody reviews her own access.',
    remedy: 'Let another reviewer of the care provider give the verdict.',
  },
  REVIEW_INVALID: {
    kind: 'bad-request',
    sv: 'Granskningen är ofullständig, eller så pekar det som skrevs ut en patient.',
    en: 'The review is incomplete, or what was written names a patient.',
    remedy: 'A verdict has a reviewer, a finding and a reason without personal numbers; a sample has a size.',
  },
  WORK_LIMIT: {
    kind: 'throttled',
    sv: 'Du har redan så mycket långt arbete som en person får ha.',
    en: 'You have as much long work already as one person may have.',
    remedy: 'Wait until what is under way has ended; cancel or remove exports of your own. All is removed after a day.',
  },
  WORK_OF_ANOTHER: {
    kind: 'forbidden',
    sv: 'Det är någon annan som har börjat det här arbetet.',
    en: 'Somebody else began this work.',
    remedy: 'Whoever began it fetches what it came to, or cancels it; begin work of your own.',
  },
} as const satisfies ErrorTable;
