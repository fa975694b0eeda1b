import { type CouncilSource, councilSources } from '../sources.ts';
import { type Patient, tolvan } from './patient.ts';
import { birthDateOf, identityOf, type Sex, sexOf, testNumber } from './personal-number.ts';
import { createRandom, type Random } from './random.ts';
import { storyPersons } from './story-persons.ts';

/** Published by the tax agency as test numbers, and as examples of coordination numbers. */
const published = [
  '189002029800',
  '189602029812',
  '189912289809',
  '189912299816',
  '189912309805',
  '189912319812',
  '199002222397',
  '200001252386',
  '200302022389',
  '201701012393',
  '196109732393',
  '197010632391',
];

const inventedCount = 190;

/** The whole population, always the same for a seed. */
export function population(seed: string): readonly Patient[] {
  const random = createRandom(seed, 'population');
  const numbers = new Set(published);
  while (numbers.size < published.length + inventedCount) numbers.add(inventNumber(random));
  const withStories = new Set<string>(Object.values(storyPersons).map(({ identity }) => identity.id));
  const invented = [...numbers].map((number) => ({
    ...identify(number, random.pick(surnames)),
    givenName: random.pick(givenNames[sexOf(number)]),
    knownTo: acquaintances(random),
  }));
  return [
    { ...identify(tolvan, 'Tolvansson'), givenName: 'Tolvan', knownTo: councilSources },
    ...invented.filter(({ identity }) => !withStories.has(identity.id)),
    ...Object.values(storyPersons),
  ];
}

function identify(number: string, surname: string): Omit<Patient, 'givenName' | 'knownTo'> {
  return { identity: identityOf(number), surname, sex: sexOf(number), birthDate: birthDateOf(number) };
}

/** Older people have more care, so more of them are in the registers. */
function inventNumber(random: Random): string {
  const year = Math.min(random.between(1929, 2022), random.between(1945, 2022));
  const birth = { year, month: random.between(1, 12), day: random.between(1, 28) };
  return testNumber(birth, random.chance(0.5) ? 'male' : 'female');
}

/** Most people are known at home only; some moved, some were referred to the university hospital. */
function acquaintances(random: Random): readonly CouncilSource[] {
  const home = random.pick(councilSources);
  const others = councilSources.filter((source) => source !== home && random.chance(0.35));
  return councilSources.filter((source) => source === home || others.includes(source));
}

const givenNames: Readonly<Record<Sex, readonly string[]>> = {
  female: [
    'Aina',
    'Alva',
    'Anneli',
    'Astrid',
    'Birgitta',
    'Ebba',
    'Elsa',
    'Gun-Britt',
    'Hedvig',
    'Inga-Lill',
    'Ingrid',
    'Jorun',
    'Kaisa',
    'Karin',
    'Linnea',
    'Maj-Lis',
    'Märta',
    'Ronja',
    'Saga',
    'Siv',
    'Solveig',
    'Tuva',
    'Vendela',
    'Ylva',
  ],
  male: [
    'Albin',
    'Arvid',
    'Bengt-Olof',
    'Bertil',
    'Björn',
    'Edvin',
    'Egon',
    'Elis',
    'Gunnar',
    'Gösta',
    'Henning',
    'Hjalmar',
    'Isak',
    'Jan-Erik',
    'Kalle',
    'Lars-Åke',
    'Mattis',
    'Nils',
    'Olle',
    'Per-Anders',
    'Sixten',
    'Ture',
    'Verner',
    'Östen',
  ],
};

const surnames: readonly string[] = [
  'Björkheden',
  'Bäckalid',
  'Demofjäll',
  'Fjällmyr',
  'Forsliden',
  'Granbäcken',
  'Hedmyrén',
  'Hjortlid',
  'Isälv',
  'Klippsjö',
  'Kåtaviken',
  'Laxfors',
  'Lidbäckén',
  'Mårdsele',
  'Norrmyr',
  'Nybrännlid',
  'Renvallen',
  'Ripfjäll',
  'Sjöliden',
  'Skogsele',
  'Snömyr',
  'Storheden',
  'Tallfjäll',
  'Tjärnlid',
  'Tranmyr',
  'Vinterälv',
  'Åkerselet',
  'Älvmyr',
  'Öravan',
];
