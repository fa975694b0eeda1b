/** The words around the results. */
export const reportTexts = {
  sv: {
    heading: 'Prövning av journalsystem',
    toMend: 'Att åtgärda',
    nothing: 'Ingenting underkändes.',
    everything: 'Allt som har prövats',
    once: 'Systemet som helhet',
    outcomes: { passed: 'Godkänt', failed: 'Underkänt', 'not-tried': 'Ej prövat' },
    why: 'Varför',
    mend: 'Åtgärd',
    address: 'Logisk adress',
    hsaId: 'HSA-id',
    protocol: 'Protokoll',
    at: 'Prövat',
    sums: (passed: number, failed: number, notTried: number) =>
      `${passed} godkända, ${failed} underkända, ${notTried} kunde inte prövas.`,
  },
  en: {
    heading: 'Trial of a record system',
    toMend: 'To be mended',
    nothing: 'Nothing failed.',
    everything: 'Everything that was tried',
    once: 'The system as a whole',
    outcomes: { passed: 'Passed', failed: 'Failed', 'not-tried': 'Not tried' },
    why: 'Why',
    mend: 'To mend it',
    address: 'Logical address',
    hsaId: 'HSA-id',
    protocol: 'Protocol',
    at: 'Tried',
    sums: (passed: number, failed: number, notTried: number) =>
      `${passed} passed, ${failed} failed, ${notTried} could not be tried.`,
  },
} as const;
