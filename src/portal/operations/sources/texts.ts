const sv = {
  title: 'Källor nu',
  caption: 'Vårdsystem som bryggan frågar',
  source: 'Källa',
  answered: 'Svar, 15 min',
  failed: 'Fel, 15 min',
  waiting: 'I kö',
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    title: 'Sources now',
    caption: 'Record systems that the bridge asks',
    source: 'Source',
    answered: 'Answers, 15 min',
    failed: 'Failures, 15 min',
    waiting: 'In queue',
  },
};
