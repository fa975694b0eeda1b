import type { CareType, CountyCode } from '../../faces/portal-api/shapes/directory.ts';
import type { Opening } from './opening.ts';

const counties: Readonly<Record<CountyCode, string>> = {
  '25': 'Norrbotten',
  '24': 'Västerbotten',
  '22': 'Västernorrland',
};

interface Texts {
  readonly name: string;
  readonly search: {
    readonly page: string;
    readonly label: string;
    readonly labelPublic: string;
    readonly help: string;
    readonly helpPublic: string;
    readonly kind: string;
    readonly anyKind: string;
    readonly kinds: Readonly<Record<'unit' | 'person', string>>;
    readonly county: string;
    readonly counties: Readonly<Record<CountyCode, string>>;
    readonly anyCounty: string;
    readonly careType: string;
    readonly anyCareType: string;
    readonly results: string;
    hits(total: number, more: boolean): string;
    readonly none: string;
    readonly noneText: string;
    readonly personalNumber: string;
    readonly peopleMissing: string;
    readonly narrow: string;
    pageOf(page: number, pages: number): string;
    readonly earlier: string;
    readonly later: string;
    readonly showMap: string;
    readonly hideMap: string;
  };
  readonly careTypes: Readonly<Record<CareType, string>>;
  stale(since: string): string;
  readonly holidays: string;
  opening(opening: Opening): string;
  readonly days: readonly string[];
  daysFromTo(from: string, to: string): string;
  readonly allDay: string;
  readonly closed: string;
  closedFrom(day: string): string;
  readonly unit: {
    readonly contact: string;
    readonly phone: string;
    readonly colleaguesPhone: string;
    readonly switchboard: string;
    readonly mail: string;
    readonly web: string;
    readonly noContact: string;
    readonly hours: string;
    readonly openingHours: string;
    readonly telephoneHours: string;
    readonly dropInHours: string;
    readonly visitingHours: string;
    readonly finding: string;
    readonly visitingAddress: string;
    readonly postalAddress: string;
    readonly route: string;
    readonly position: string;
    readonly about: string;
    readonly alsoCalled: string;
    readonly activities: string;
    readonly businessTypes: string;
    readonly careTypes: string;
    readonly manager: string;
    readonly careUnit: string;
    readonly isCareUnit: string;
    readonly careProvider: string;
    readonly isCareProvider: string;
    readonly orgNo: string;
    readonly hsaId: string;
    readonly place: string;
    readonly here: string;
    readonly belowUnknown: string;
  };
  readonly person: {
    readonly about: string;
    readonly profession: string;
    readonly speciality: string;
    readonly position: string;
    readonly works: string;
    readonly worksNowhere: string;
  };
  readonly card: {
    readonly title: string;
    readonly text: string;
    readonly copied: string;
    readonly save: string;
  };
  readonly organisation: {
    readonly page: string;
    readonly text: string;
    show(name: string): string;
    readonly careUnit: string;
    readonly more: string;
  };
  readonly map: {
    readonly title: string;
    readonly sketch: string;
    cluster(count: number, first: string): string;
    readonly whole: string;
    shown(count: number, more: boolean): string;
    readonly nowhere: string;
    readonly unknown: string;
  };
  readonly toSearch: string;
  readonly signIn: string;
  readonly loading: string;
}

const sv: Texts = {
  name: 'Vårdkatalog',
  search: {
    page: 'Sök',
    label: 'Sök enhet eller person',
    labelPublic: 'Sök enhet',
    help: 'Namn, ort, verksamhet, titel eller HSA-id. Å, ä och ö kan skrivas utan prickar.',
    helpPublic: 'Namn, ort, verksamhet eller HSA-id. Å, ä och ö kan skrivas utan prickar.',
    kind: 'Visa',
    anyKind: 'Alla',
    kinds: { unit: 'Enheter', person: 'Personer' },
    county: 'Län',
    counties,
    anyCounty: 'Alla tre',
    careType: 'Vårdform',
    anyCareType: 'Alla',
    results: 'Träffar',
    hits: (total, more) => (more ? `Minst ${total} träffar` : total === 1 ? '1 träff' : `${total} träffar`),
    none: 'Inga träffar',
    noneText: 'Pröva färre ord, eller ta bort länet.',
    personalNumber:
      'Det ser ut som ett personnummer. Här finns inga patienter, och det du skrev har inte sökts. Sök på namn, ort eller verksamhet.',
    peopleMissing: 'Katalogen svarar inte just nu. Enheter visas ändå, men personer saknas.',
    narrow: 'Det finns fler än katalogen lämnar på en gång. Skriv mer för att begränsa.',
    pageOf: (page, pages) => `Sida ${page} av ${pages}`,
    earlier: 'Föregående',
    later: 'Nästa',
    showMap: 'Visa karta',
    hideMap: 'Dölj karta',
  },
  careTypes: { '01': 'Öppenvård', '02': 'Slutenvård', '03': 'Hemsjukvård', '04': 'Socialtjänst' },
  stale: (since) => `Katalogen svarar inte just nu. Det här är vad den sade ${since}.`,
  holidays: 'Helgdagar är inte medräknade.',
  opening: (opening) => {
    if (opening.kind === 'unknown') return '';
    if (opening.kind === 'always') return 'Öppet dygnet runt';
    const day = ['', 'i morgon '][opening.inDays] ?? `${sv.days[opening.weekday]?.toLowerCase()} `;
    return opening.kind === 'open' ? `Öppet till ${day}${opening.time}` : `Öppnar ${day}${opening.time}`;
  },
  days: ['', 'Måndag', 'Tisdag', 'Onsdag', 'Torsdag', 'Fredag', 'Lördag', 'Söndag'],
  daysFromTo: (from, to) => `${from}–${to.toLowerCase()}`,
  allDay: 'Dygnet runt',
  closed: 'Stängd',
  closedFrom: (day) => `Enheten är stängd sedan ${day}.`,
  unit: {
    contact: 'Kontakt',
    phone: 'Telefon',
    colleaguesPhone: 'För kollegor',
    switchboard: 'Växel',
    mail: 'E-post',
    web: 'Webb',
    noContact: 'Katalogen har inga kontaktuppgifter.',
    hours: 'Tider',
    openingHours: 'Öppet',
    telephoneHours: 'Telefontid',
    dropInHours: 'Öppen mottagning',
    visitingHours: 'Besökstid för anhöriga',
    finding: 'Hitta hit',
    visitingAddress: 'Besöksadress',
    postalAddress: 'Postadress',
    route: 'Färdväg',
    position: 'Läge (SWEREF 99 TM)',
    about: 'Om enheten',
    alsoCalled: 'Kallas även',
    activities: 'Verksamhet',
    businessTypes: 'Enhetstyp',
    careTypes: 'Vårdform',
    manager: 'Verksamhetschef',
    careUnit: 'Vårdenhet',
    isCareUnit: 'Är själv vårdenhet',
    careProvider: 'Vårdgivare',
    isCareProvider: 'Är själv vårdgivare',
    orgNo: 'Organisationsnummer',
    hsaId: 'HSA-id',
    place: 'Plats i organisationen',
    here: 'den här enheten',
    belowUnknown: 'Katalogen nås här så att den inte kan tala om allt som hör till enheten.',
  },
  person: {
    about: 'Om personen',
    profession: 'Legitimation',
    speciality: 'Specialitet',
    position: 'Befattning',
    works: 'Arbetar vid',
    worksNowhere: 'Inget uppdrag just nu',
  },
  card: {
    title: 'Kontaktkort',
    text: 'Till adressboken i telefonen eller e-postprogrammet.',
    copied: 'kontaktkortet',
    save: 'Spara som fil',
  },
  organisation: {
    page: 'Organisation',
    text: 'Vårdgivare och enheter i de tre länen.',
    show: (name) => `Enheter under ${name}`,
    careUnit: 'vårdenhet',
    more: 'Katalogen har fler enheter än den lämnar på en gång: alla syns inte här. Sök efter den som saknas.',
  },
  map: {
    title: 'Karta över Norrbotten, Västerbotten och Västernorrland',
    sketch: 'Kartan är en skiss för överblick, inte för att hitta vägen.',
    cluster: (count, first) => `${count} enheter, bland dem ${first}: visa närmare`,
    whole: 'Visa hela kartan',
    shown: (count, more) =>
      more
        ? `De ${count} första enheterna visas på kartan.`
        : `${count === 1 ? '1 enhet visas' : `${count} enheter visas`} på kartan; alla finns i listan.`,
    nowhere: 'Ingen av enheterna har ett läge i katalogen.',
    unknown: 'Var enheterna ligger går inte att få fram just nu.',
  },
  toSearch: 'Till sökningen',
  signIn: 'Logga in',
  loading: 'Söker …',
};

const en: Texts = {
  name: 'Care directory',
  search: {
    page: 'Search',
    label: 'Search for a unit or a person',
    labelPublic: 'Search for a unit',
    help: 'Name, town, activity, title or HSA-id. Å, ä and ö may be written without their marks.',
    helpPublic: 'Name, town, activity or HSA-id. Å, ä and ö may be written without their marks.',
    kind: 'Show',
    anyKind: 'All',
    kinds: { unit: 'Units', person: 'People' },
    county: 'County',
    counties,
    anyCounty: 'All three',
    careType: 'Form of care',
    anyCareType: 'All',
    results: 'Hits',
    hits: (total, more) => (more ? `At least ${total} hits` : total === 1 ? '1 hit' : `${total} hits`),
    none: 'No hits',
    noneText: 'Try fewer words, or all three counties.',
    personalNumber:
      'This looks like a personal number. There are no patients here, and what you wrote has not been searched for. Search by name, town or activity.',
    peopleMissing: 'The directory does not answer now. Units are shown all the same, but people are missing.',
    narrow: 'There are more than the directory gives at a time. Write more to narrow it.',
    pageOf: (page, pages) => `Page ${page} of ${pages}`,
    earlier: 'Previous',
    later: 'Next',
    showMap: 'Show map',
    hideMap: 'Hide map',
  },
  careTypes: { '01': 'Outpatient care', '02': 'Inpatient care', '03': 'Home care', '04': 'Social care' },
  stale: (since) => `The directory does not answer now. This is what it said ${since}.`,
  holidays: 'Public holidays are not taken into account.',
  opening: (opening) => {
    if (opening.kind === 'unknown') return '';
    if (opening.kind === 'always') return 'Open around the clock';
    const day = ['', 'tomorrow '][opening.inDays] ?? `${en.days[opening.weekday]} `;
    return opening.kind === 'open' ? `Open until ${day}${opening.time}` : `Opens ${day}${opening.time}`;
  },
  days: ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  daysFromTo: (from, to) => `${from}–${to}`,
  allDay: 'Around the clock',
  closed: 'Closed',
  closedFrom: (day) => `The unit has been closed since ${day}.`,
  unit: {
    contact: 'Contact',
    phone: 'Telephone',
    colleaguesPhone: 'For colleagues',
    switchboard: 'Switchboard',
    mail: 'E-mail',
    web: 'Web',
    noContact: 'The directory has no contact details.',
    hours: 'Hours',
    openingHours: 'Open',
    telephoneHours: 'Telephone hours',
    dropInHours: 'Drop-in',
    visitingHours: 'Visiting hours for relatives',
    finding: 'Finding it',
    visitingAddress: 'Visiting address',
    postalAddress: 'Postal address',
    route: 'Route',
    position: 'Position (SWEREF 99 TM)',
    about: 'About the unit',
    alsoCalled: 'Also called',
    activities: 'Activity',
    businessTypes: 'Type of unit',
    careTypes: 'Form of care',
    manager: 'Head of operations',
    careUnit: 'Care unit',
    isCareUnit: 'Is a care unit itself',
    careProvider: 'Care provider',
    isCareProvider: 'Is a care provider itself',
    orgNo: 'Organisation number',
    hsaId: 'HSA-id',
    place: 'Place in the organisation',
    here: 'this unit',
    belowUnknown: 'The directory, as it is reached here, cannot tell all that is below the unit.',
  },
  person: {
    about: 'About the person',
    profession: 'Licence',
    speciality: 'Speciality',
    position: 'Position',
    works: 'Works at',
    worksNowhere: 'No assignment now',
  },
  card: {
    title: 'Contact card',
    text: 'For the address book of a telephone or a mail program.',
    copied: 'the contact card',
    save: 'Save as a file',
  },
  organisation: {
    page: 'Organisation',
    text: 'Care providers and units in the three counties.',
    show: (name) => `Units below ${name}`,
    careUnit: 'care unit',
    more: 'The directory has more units than it gives at a time: not all are shown here. Search for one that is missing.',
  },
  map: {
    title: 'Map of Norrbotten, Västerbotten and Västernorrland',
    sketch: 'The map is a sketch for an overview, not for finding the way.',
    cluster: (count, first) => `${count} units, among them ${first}: come closer`,
    whole: 'Show the whole map',
    shown: (count, more) =>
      more
        ? `The first ${count} units are shown on the map.`
        : `${count === 1 ? '1 unit is shown' : `${count} units are shown`} on the map; all are in the list.`,
    nowhere: 'None of the units has a position in the directory.',
    unknown: 'Where the units are cannot be told just now.',
  },
  toSearch: 'To the search',
  signIn: 'Sign in',
  loading: 'Searching …',
};

export const texts = { sv, en };
