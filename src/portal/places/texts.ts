const sv = {
  hidden: 'Plats dold',
  ask: 'Visa platser …',
  title: 'Visa var patienten vårdas',
  what: 'Patientens identitet är skyddad. Enheter, vårdgivare, adresser och telefonnummer är därför utelämnade. De visas för dig tills patienten stängs. Det loggas med ditt skäl och granskas. Löpande text visas alltid som den skrevs.',
  reason: 'Varför behövs det?',
  reasonHelp: 'Till exempel: remiss, kontakt med behandlande läkare.',
  show: 'Visa platser',
  cancel: 'Avbryt',
  close: 'Stäng',
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    hidden: 'Place hidden',
    ask: 'Show places …',
    title: 'Show where the patient is cared for',
    what: 'The patient’s identity is protected. Units, care providers, addresses and telephone numbers are therefore left out. They are shown to you until the patient is closed. It is logged with your reason and reviewed. Running text is always shown as it was written.',
    reason: 'Why is it needed?',
    reasonHelp: 'For example: a referral, contact with the physician in charge.',
    show: 'Show places',
    cancel: 'Cancel',
    close: 'Close',
  },
};
