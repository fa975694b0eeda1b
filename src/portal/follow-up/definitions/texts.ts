const sv = {
  title: 'Definitioner',
  delivered: 'Vad vårdgivarna lämnar siffror om',
  aboutDelivered:
    'Varje vårdgivare räknar i sina egna system. Har en definition ändrats finns båda kvar, och varje siffra säger vilken den följer.',
  own: 'Vad bryggan räknar om sig själv',
  unit: 'Mäts i',
  id: 'Heter i leveranser',
  direction: { higher: 'Högre är bättre.', lower: 'Lägre är bättre.', neither: 'Varken högre eller lägre är bättre.' },
  version: (version: number) => `Definition ${version}`,
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    title: 'Definitions',
    delivered: 'What care providers deliver figures of',
    aboutDelivered:
      'Each care provider counts in its own systems. Where a definition has changed both are kept, and each figure says which it follows.',
    own: 'What the bridge counts of itself',
    unit: 'Measured in',
    id: 'Called in deliveries',
    direction: {
      higher: 'Higher is better.',
      lower: 'Lower is better.',
      neither: 'Neither higher nor lower is better.',
    },
    version: (version) => `Definition ${version}`,
  },
};
