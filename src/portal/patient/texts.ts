import type { Age } from './age.ts';

const sv = {
  search: 'Sök patient',
  number: 'Personnummer, samordningsnummer eller reservnummer',
  numberHelp: 'Med eller utan sekel och bindestreck.',
  find: 'Sök',
  wrong: {
    form: 'Skriv tio eller tolv siffror, eller ett reservnummer.',
    date: 'Datumet i numret finns inte.',
    'check-digit': 'Kontrollsiffran stämmer inte. Kontrollera numret.',
  },
  isRight: 'Är det rätt patient?',
  isRightUnknown: 'Stämmer numret?',
  right: 'Rätt patient',
  rightUnknown: 'Numret stämmer, öppna',
  cancel: 'Avbryt',
  name: 'Namn',
  identity: 'Nummer',
  age: 'Ålder',
  sexes: { male: 'Man', female: 'Kvinna', unknown: 'Okänt', other: 'Annat' },
  noName: 'Namn saknas',
  ageOf: ({ unit, count }: Age) => (unit === 'years' ? `${count} år` : count === 1 ? '1 månad' : `${count} månader`),
  noAge: 'Okänd ålder',
  unknown:
    'Numret finns inte i personregistret, så det finns inget namn att jämföra med. Kontrollera numret mot legitimation eller patientband.',
  unreached:
    'Personregistret svarar inte. Namnet kan inte bekräftas, och identiteten behandlas som skyddad tills registret svarar.',
  protectedIdentity: 'Skyddad identitet',
  protectedHow:
    'Uppgifter om var patienten bor eller vistas får inte röjas. Fråga inte efter adress, säg inte namnet högt i väntrum och skriv inte ut. Kontakt går genom Skatteverkets förmedling.',
  dead: 'Avliden',
  deadOn: (date: string) => `Avliden ${date}`,
  willClose: (whom: string) => `${whom} är öppen nu och stängs i alla flikar.`,
  someone: 'En annan patient',
  patient: 'Patient',
  change: 'Byt patient',
  close: 'Stäng',
  left: {
    'another-opened': 'En annan patient är öppen i en annan flik',
    closed: 'Patienten har stängts i en annan flik',
  },
  leftText: {
    'another-opened': 'Den här fliken har släppt det den visade. En patient i taget är öppen i hela webbläsaren.',
    closed: 'Den här fliken har släppt det den visade.',
  },
  goThere: 'Visa den patienten här',
  searchAgain: 'Sök patient här',
  handling: 'Så hanteras skyddad identitet',
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    search: 'Find a patient',
    number: 'Personal number, coordination number or reserve number',
    numberHelp: 'With or without century and hyphen.',
    find: 'Find',
    wrong: {
      form: 'Write ten or twelve digits, or a reserve number.',
      date: 'The date in the number does not exist.',
      'check-digit': 'The check digit is wrong. Check the number.',
    },
    isRight: 'Is this the right patient?',
    isRightUnknown: 'Is the number right?',
    right: 'Right patient',
    rightUnknown: 'The number is right, open',
    cancel: 'Cancel',
    name: 'Name',
    identity: 'Number',
    age: 'Age',
    sexes: { male: 'Male', female: 'Female', unknown: 'Unknown', other: 'Other' },
    noName: 'No name',
    ageOf: ({ unit, count }: Age) => {
      const noun = unit === 'years' ? 'year' : 'month';
      return `${count} ${count === 1 ? noun : `${noun}s`}`;
    },
    noAge: 'Age unknown',
    unknown:
      'The person register does not have the number, so there is no name to compare. Check the number against an identity document or wristband.',
    unreached:
      'The person register does not answer. The name cannot be confirmed, and the identity is treated as protected until it does.',
    protectedIdentity: 'Protected identity',
    protectedHow:
      'Where the patient lives or stays must not be revealed. Do not ask for the address, do not say the name aloud in a waiting room, and do not print. Contact goes through the tax agency.',
    dead: 'Deceased',
    deadOn: (date: string) => `Deceased ${date}`,
    willClose: (whom: string) => `${whom} is open now and will be closed in all tabs.`,
    someone: 'Another patient',
    patient: 'Patient',
    change: 'Change patient',
    close: 'Close',
    left: {
      'another-opened': 'Another patient is open in another tab',
      closed: 'The patient was closed in another tab',
    },
    leftText: {
      'another-opened': 'This tab has dropped what it showed. One patient at a time is open in the whole browser.',
      closed: 'This tab has dropped what it showed.',
    },
    goThere: 'Show that patient here',
    searchAgain: 'Find a patient here',
    handling: 'How a protected identity is handled',
  },
};
