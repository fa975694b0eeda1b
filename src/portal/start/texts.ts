const sv = {
  start: 'Start',
  open: 'Öppen patient',
  goOn: 'Fortsätt med patienten',
  office: 'Här registrerar och avslutar du spärrar åt patienten. Vårdinformation visas inte under det här uppdraget.',
  nothing: 'Under det här uppdraget visas inga patienter. Välj ett annat uppdrag för att arbeta med patienter.',
  waysOn: 'Gå vidare',
  ways: {
    operations: { name: 'Drift', text: 'Hur journalsystem, köer och leveranser mår just nu.' },
    messages: { name: 'Meddelanden', text: 'Det som inte har kommit fram: varför, och att sända om det.' },
    trace: { name: 'Följ ett anrop', text: 'Varje steg för ett korrelations-id, och varför en källa saknas.' },
    accessLog: { name: 'Åtkomstlogg', text: 'Vem som har öppnat vad, och vad som ska granskas.' },
    followUp: { name: 'Uppföljning', text: 'Användning, svarstider och jämförelser, utan patienter.' },
    write: { name: 'Skriva', text: 'Berätta om en nyhet, en störning eller ett planerat underhåll.' },
    directory: { name: 'Vårdkatalog', text: 'Telefon, adress och öppettider till enheter i de tre regionerna.' },
    planned: { name: 'Planerat underhåll', text: 'Arbeten på journalsystem, dag för dag.' },
  },
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    start: 'Start',
    open: 'Open patient',
    goOn: 'Go on with the patient',
    office: 'Here you register and end blocks for the patient. No clinical information is shown under this assignment.',
    nothing: 'No patients are shown under this assignment. Choose another to work with patients.',
    waysOn: 'Go on',
    ways: {
      operations: { name: 'Operations', text: 'How record systems, queues and deliveries do just now.' },
      messages: { name: 'Messages', text: 'What has not arrived: why, and sending it again.' },
      trace: { name: 'Follow a call', text: 'Every step of a correlation id, and why a source is missing.' },
      accessLog: { name: 'Access log', text: 'Who has opened what, and what is to be reviewed.' },
      followUp: { name: 'Follow-up', text: 'Use, answer times and comparisons, without patients.' },
      write: { name: 'Write', text: 'Tell of news, a disturbance or planned maintenance.' },
      directory: { name: 'Care directory', text: 'Phone, address and opening hours of units in the three regions.' },
      planned: { name: 'Planned maintenance', text: 'Work on record systems, day by day.' },
    },
  },
};
