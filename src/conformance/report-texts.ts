/** The words around the results. */
export const reportTexts = {
  sv: {
    heading: 'Prövning av journalsystem',
    once: 'Systemet som helhet',
    outcomes: { passed: 'Godkänt', failed: 'Underkänt', 'not-tried': 'Ej prövat' },
    why: 'Varför',
    mend: 'Åtgärd',
    address: 'Logisk adress',
    at: 'Prövat',
    sums: (passed: number, failed: number, notTried: number) =>
      `${passed} godkända, ${failed} underkända, ${notTried} kunde inte prövas.`,
  },
  en: {
    heading: 'Trial of a record system',
    once: 'The system as a whole',
    outcomes: { passed: 'Passed', failed: 'Failed', 'not-tried': 'Not tried' },
    why: 'Why',
    mend: 'To mend it',
    address: 'Logical address',
    at: 'Tried',
    sums: (passed: number, failed: number, notTried: number) =>
      `${passed} passed, ${failed} failed, ${notTried} could not be tried.`,
  },
} as const;
