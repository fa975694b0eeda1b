const sv = {
  title: 'Jämförelser',
  intro:
    'Varje vårdgivare räknar i sina egna system och lämnar färdiga siffror hit, där de visas sida vid sida. Bryggan räknar aldrig ur patienters journaler.',
  noMeasures: 'Inga mått är överenskomna än.',
  measure: 'Mått',
  by: 'Perioder',
  kind: { month: 'Månader', quarter: 'Kvartal', year: 'År' },
  period: 'Period',
  unit: 'Enhet',
  direction: { higher: 'Högre är bättre.', lower: 'Lägre är bättre.', neither: 'Varken högre eller lägre är bättre.' },
  invented: 'Påhittade siffror, för demonstration',
  mixed: 'Siffrorna följer olika definitioner',
  aboutMixed: 'De kan inte jämföras rakt av, och ritas inte på samma linje.',
  councils: (measure: string) => `${measure}, vårdgivarna sida vid sida`,
  units: (careProvider: string) => `Enheter i ${careProvider}`,
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    title: 'Comparisons',
    intro:
      'Each care provider counts in its own systems and delivers its figures here, where they are shown side by side. The bridge never counts out of patients’ records.',
    noMeasures: 'No measures have been agreed yet.',
    measure: 'Measure',
    by: 'Periods',
    kind: { month: 'Months', quarter: 'Quarters', year: 'Years' },
    period: 'Period',
    unit: 'Unit',
    direction: {
      higher: 'Higher is better.',
      lower: 'Lower is better.',
      neither: 'Neither higher nor lower is better.',
    },
    invented: 'Invented figures, for demonstration',
    mixed: 'The figures follow different definitions',
    aboutMixed: 'They cannot be compared as they stand, and are not drawn on one line.',
    councils: (measure) => `${measure}, care providers side by side`,
    units: (careProvider) => `Units of ${careProvider}`,
  },
};
