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
    presumed: (unit: string, provider: string) =>
      `Poster vars Provenance inte nämner någon ägare har räknats till vårdenheten ${unit} hos vårdgivaren ${provider}. Då ska bryggans konfiguration säga detsamma (defaultCareUnit, careProvider).`,
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
    presumed: (unit: string, provider: string) =>
      `Records whose Provenance names no owner were counted to the care unit ${unit} of the care provider ${provider}. The configuration of the bridge must then say the same (defaultCareUnit, careProvider).`,
    sums: (passed: number, failed: number, notTried: number) =>
      `${passed} passed, ${failed} failed, ${notTried} could not be tried.`,
  },
} as const;
