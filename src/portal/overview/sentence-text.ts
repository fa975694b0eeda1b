import type { InformationType } from '../records/information-type.ts';
import { timeText } from '../records/time.ts';
import type { Language } from '../texts/languages.ts';
import { coverageTexts } from './coverage-texts.ts';
import type { PartSentence } from './part-sentences.ts';
import { typeTexts } from './type-texts.ts';

/** A sentence of a part in the reader's language. */
export function sentenceText(sentence: PartSentence, type: InformationType, language: Language): string {
  const { within, none, found } = typeTexts[language][type];
  const { failed, notAsked, withheld } = coverageTexts[language];
  const say = phrases[language];
  const names = 'at' in sentence ? namesIn(sentence.at, language) : '';
  switch (sentence.kind) {
    case 'none-found':
      return `${none} ${found} ${say.at} ${names}${sinceText(sentence.from, language)}.`;
    case 'none-shown':
      return `${none} ${say.toShowFrom} ${names}${sinceText(sentence.from, language)}.`;
    case 'found':
      return `${say.from} ${names}${sinceText(sentence.from, language)}.`;
    case 'failed':
      return `${names} ${failed[sentence.reason]}${sentence.answeredBefore ? say.answeredBefore : ''}`;
    case 'not-asked':
      return notAsked[sentence.reason](names, within);
    case 'withheld':
      return withheld[sentence.reason](sentence.count, names);
    case 'cut':
      return say.cut(counted(sentence.shown, language), counted(sentence.of, language), names);
    case 'delivers-from':
      return say.deliversFrom(names, sentence.date);
    case 'from-memory':
      return say.fromMemory(names, sentence.asOf && timeText(sentence.asOf));
    case 'waiting':
    case 'slow':
    case 'broken-off':
    case 'sources-not-stated':
    case 'elsewhere':
      return say[sentence.kind](names);
    case 'may-be-hidden':
    case 'may-be-unchecked':
    case 'lacking':
    case 'refused':
      return say[sentence.kind](within);
  }
}

/** How far back was asked, to be said after something; nothing where all was. */
export function sinceText(from: string | undefined, language: Language): string {
  return from === undefined ? '' : phrases[language].since(timeText(from));
}

export function namesIn(names: readonly string[], language: Language): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}

export function counted(count: number, language: Language): string {
  return new Intl.NumberFormat(language === 'sv' ? 'sv-SE' : 'en-GB').format(count);
}

const sv = {
  from: 'Från',
  at: 'hos',
  toShowFrom: 'att visa från',
  since: (day: string) => ` från och med ${day}`,
  answeredBefore: ' Det som visas därifrån är från en tidigare hämtning.',
  cut: (shown: string, of: string, names: string) => `Visar de ${shown} senaste av ${of} från ${names}.`,
  deliversFrom: (names: string, date: string) => `${names} levererar uppgifter från och med ${date}.`,
  fromMemory: (names: string, asOf: string | undefined) =>
    `${names} svarade ur ett mellanlager${asOf ? ` som uppdaterades ${asOf}` : ''}.`,
  waiting: (names: string) => `${names} har inte svarat än.`,
  slow: (names: string) => `${names} dröjer och har inte svarat än.`,
  'broken-off': (names: string) => `${names} hade inte svarat när hämtningen avbröts.`,
  'sources-not-stated': (names: string) => `${names} talar inte om vilka system som har frågats.`,
  elsewhere: (names: string) => `Det som finns hos ${names} visas under en annan källa.`,
  'may-be-hidden': (what: string) => `Det finns uppgifter som inte får visas. De kan vara ${what}.`,
  'may-be-unchecked': (what: string) =>
    `Vad patienten har bestämt gick inte att se för allt. Det som inte visas kan vara ${what}.`,
  lacking: (what: string) => `Du når inte allt som kan finnas av ${what}.`,
  refused: (what: string) => `Du får inte läsa ${what} med det här uppdraget. Ingen källa tillfrågades.`,
};

const phrases: Readonly<Record<Language, typeof sv>> = {
  sv,
  en: {
    from: 'From',
    at: 'at',
    toShowFrom: 'to show from',
    since: (day) => ` since ${day}`,
    answeredBefore: ' What is shown from there is from an earlier fetching.',
    cut: (shown, of, names) => `Showing the latest ${shown} of ${of} from ${names}.`,
    deliversFrom: (names, date) => `${names} delivers information from ${date} on.`,
    fromMemory: (names, asOf) => `${names} answered from a cache${asOf ? ` updated ${asOf}` : ''}.`,
    waiting: (names) => `${names}: no answer yet.`,
    slow: (names) => `${names}: slow, no answer yet.`,
    'broken-off': (names) => `${names}: no answer when the fetching was stopped.`,
    'sources-not-stated': (names) => `${names} does not say which systems were asked.`,
    elsewhere: (names) => `What there is at ${names} is shown under another source.`,
    'may-be-hidden': (what) => `There is information that may not be shown. It may be ${what}.`,
    'may-be-unchecked': (what) =>
      `What the patient has decided could not be seen for everything. What is left out may be ${what}.`,
    lacking: (what) => `You do not reach all that there may be of ${what}.`,
    refused: (what) => `You may not read ${what} under this assignment. No source was asked.`,
  },
};
