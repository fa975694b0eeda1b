import type { Use } from './usage-for.ts';

/** What the bridge counts of itself, defined for those who read the figures. */
export interface OwnMeasure {
  readonly id: Use | 'availability' | 'p50' | 'p95';
  readonly name: Said;
  readonly definition: Said;
}

type Said = { readonly sv: string; readonly en: string };

export const ownMeasures: readonly OwnMeasure[] = [
  {
    id: 'overview',
    name: { sv: 'Sammanhållna läsningar', en: 'Overviews' },
    definition: {
      sv:
        'Läsningar över vårdgivargränser som bryggan släppte fram, en för varje kontrakt som efterfrågades, ' +
        'räknade i åtkomstloggen den dag de gjordes, på den vårdenhet och vårdgivare som läste.',
      en:
        'Readings across care providers that the bridge let through, one for each contract asked for, counted ' +
        'in the access log on the day they were made, at the care unit and care provider that read.',
    },
  },
  {
    id: 'consent',
    name: { sv: 'Registrerade samtycken', en: 'Consents registered' },
    definition: {
      sv:
        'Samtycken som registrerades på vårdenheten. Återtagna och raderade dras inte ifrån. Bara månader som ' +
        'är slut; färre än tio visas inte.',
      en:
        'Consents registered at the care unit. Those withdrawn or deleted are not taken off. Only months that ' +
        'are over; fewer than ten are not shown.',
    },
  },
  {
    id: 'emergency',
    name: { sv: 'Nödöppningar', en: 'Emergency openings' },
    definition: {
      sv: 'Nödöppningar där uppgifter öppnades från vårdenheten. Bara månader som är slut; färre än tio visas inte.',
      en:
        'Emergencies in which information was opened from the care unit. Only months that are over; fewer ' +
        'than ten are not shown.',
    },
  },
  {
    id: 'refused',
    name: { sv: 'Nekade försök', en: 'Refused attempts' },
    definition: {
      sv:
        'Anrop från vårdenheten som nekades, av vilken anledning det än var. Bara månader som är slut; färre ' +
        'än tio visas inte.',
      en:
        'Calls from the care unit that were refused, for whatever reason. Only months that are over; fewer ' +
        'than ten are not shown.',
    },
  },
  {
    id: 'availability',
    name: { sv: 'Tillgänglighet', en: 'Availability' },
    definition: {
      sv:
        'Andel av frågorna till källan som den svarade på, av dem som var dess sak att svara på: det som ' +
        'bryggan själv eller frågaren föll på räknas inte.',
      en:
        'Share of the queries to the source that it answered, of those that were its to answer: what failed ' +
        'in the bridge itself or at the caller does not count.',
    },
  },
  {
    id: 'p50',
    name: { sv: 'Svarstid, median', en: 'Answer time, median' },
    definition: {
      sv: 'Hälften av källans svar kom inom den här tiden, avrundat uppåt till närmaste gräns i räkningen.',
      en: 'Half of the source’s answers came within this time, rounded up to the next bound of the count.',
    },
  },
  {
    id: 'p95',
    name: { sv: 'Svarstid, 95 %', en: 'Answer time, 95 %' },
    definition: {
      sv: 'Nitton av tjugo svar från källan kom inom den här tiden, avrundat uppåt till närmaste gräns i räkningen.',
      en:
        'Nineteen of twenty of the source’s answers came within this time, rounded up to the next bound of ' +
        'the count.',
    },
  },
];
