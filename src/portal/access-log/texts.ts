const sv = {
  name: 'Åtkomstlogg',
  search: 'Sök',
  emergencies: 'Nödöppningar',
  refused: 'Avvisade certifikat',
  certificates: 'Certifikat',
  extract: 'Patientens utdrag',
  reviews: 'Granskning',
  integrity: 'Äkthet',
  exports: 'Export',
  waiting: (label: string, count: number) => `${label} (${count})`,
  everythingOf: 'Visa allt för',
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    name: 'Access log',
    search: 'Search',
    emergencies: 'Emergencies',
    refused: 'Refused certificates',
    certificates: 'Certificates',
    extract: 'The patient’s extract',
    reviews: 'Review',
    integrity: 'Integrity',
    exports: 'Export',
    waiting: (label, count) => `${label} (${count})`,
    everythingOf: 'Show everything of',
  },
};
