const sv = {
  name: 'Uppföljning',
  pages: {
    use: 'Bryggans användning',
    comparisons: 'Jämförelser',
    deliveries: 'Leveranser',
    definitions: 'Definitioner',
  },
  noPatients:
    'Här finns inga uppgifter om patienter. Bryggan räknar sina egna läsningar och källornas svar, aldrig ur någons journal.',
  hidden: 'dolt',
  aboutHidden:
    'Dolt: färre än tio, eller något som de skulle kunna räknas ut ur. Noll döljs på samma sätt. Alla ser samma siffror dolda.',
  saveCsv: 'Spara som CSV',
  saving: 'Sparar',
  aboutCsv: 'Med semikolon, decimalkomma och definitionen av varje mått på varje rad.',
  waiting: 'Hämtar',
  drawing: 'Ritar',
  none: 'Inga siffror än',
  whole: 'Hela vårdgivaren',
  merged: (from: string, into: string, day: string) => `${from} ingår sedan ${day} i ${into}.`,
  aboutMerged:
    'Det som räknades före den dagen står under den tidigare vårdgivaren, det som räknas därefter under den nya.',
  noUnit: 'Utan enhet',
  quarter: (number: string, year: string) => `kvartal ${number} ${year}`,
  definition: (version: number) => `definition ${version}`,
  chartOf: (name: string) => `Diagram över ${name}. Samma siffror står i tabellen nedanför.`,
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    name: 'Follow-up',
    pages: {
      use: 'Use of the bridge',
      comparisons: 'Comparisons',
      deliveries: 'Deliveries',
      definitions: 'Definitions',
    },
    noPatients:
      'There is nothing about patients here. The bridge counts its own readings and the sources’ answers, never out of anybody’s record.',
    hidden: 'hidden',
    aboutHidden:
      'Hidden: fewer than ten, or what they could be worked out from. None at all is hidden the same way. Everybody sees the same figures hidden.',
    saveCsv: 'Save as CSV',
    saving: 'Saving',
    aboutCsv: 'With semicolons, decimal commas, and the definition of each measure on each line.',
    waiting: 'Fetching',
    drawing: 'Drawing',
    none: 'No figures yet',
    whole: 'The whole care provider',
    merged: (from, into, day) => `${from} has been part of ${into} since ${day}.`,
    aboutMerged:
      'What was counted before that day stands under the former care provider, what is counted after it under the new one.',
    noUnit: 'Without a unit',
    quarter: (number, year) => `Q${number} ${year}`,
    definition: (version) => `definition ${version}`,
    chartOf: (name) => `Chart of ${name}. The same figures stand in the table below.`,
  },
};
