const sv = {
  group: 'Ta ut uppgifterna',
  print: 'Skriv ut',
  pdf: 'Hämta som PDF',
  ips: 'Hämta patientsammanfattning (IPS)',
  logged: 'Varje uttag loggas.',
  off: 'Utskrift ur portalen är avstängd. Den som får skriva ut gör det med knappen Skriv ut i patientöversikten.',
  mark: (reader: string, unit: string, at: string) => `Utskrivet ur Norrbryggan av ${reader}, ${unit}, ${at}`,
  warning: 'Innehåller patientuppgifter. Utskriften visar läget när den gjordes och ska förstöras när den inte behövs.',
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    group: 'Take out the information',
    print: 'Print',
    pdf: 'Download as PDF',
    ips: 'Download patient summary (IPS)',
    logged: 'Each time is logged.',
    off: 'Printing from the portal is off. Whoever may print does so with the button Print in the patient overview.',
    mark: (reader, unit, at) => `Printed from Norrbryggan by ${reader}, ${unit}, ${at}`,
    warning:
      'Holds information about a patient. It shows how things stood when it was made; destroy it when it is not needed.',
  },
};
