const sv = {
  start: 'Start',
  open: 'Öppen patient',
  goOn: 'Fortsätt med patienten',
  office: 'Här registrerar och avslutar du spärrar åt patienten. Vårdinformation visas inte under det här uppdraget.',
  officer: 'Granskning av åtkomst',
  officerText:
    'Åtkomstloggen söks, granskas och lämnas ut till patienter med kommandot npm run audit på bryggans server. Hur det går till står i docs/operations.md.',
  engineer: 'Drift och integration',
  engineerText:
    'Journalsystem, köer och meddelanden sköts med kommandona npm run bus, npm run hsa och npm run config på bryggans server, och genom programgränssnittet under /api/ops. Hur det går till står i docs/operations.md.',
  nothing:
    'Uppdraget ger inte rätt till något i patientöversikten. Välj ett annat uppdrag för att arbeta med patienter.',
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    start: 'Start',
    open: 'Open patient',
    goOn: 'Go on with the patient',
    office: 'Here you register and end blocks for the patient. No clinical information is shown under this assignment.',
    officer: 'Review of access',
    officerText:
      'The access log is searched, reviewed and handed out to patients with the command npm run audit on the bridge’s server. docs/operations.md tells how.',
    engineer: 'Operation and integration',
    engineerText:
      'Record systems, queues and messages are seen to with the commands npm run bus, npm run hsa and npm run config on the bridge’s server, and through the interface under /api/ops. docs/operations.md tells how.',
    nothing: 'The assignment gives no right to anything in the patient overview. Choose another to work with patients.',
  },
};
