import { keptWith } from './kept-with.ts';
import { isUnit, type Person, type Unit } from './model.ts';

/**
 * Free-text search as a person types it: every word must occur, letter case and diacritics do not count (`lulea` finds
 * Luleå), the best fit comes first, equals in Swedish alphabetical order. A word of one or two letters must begin one:
 * inside others it occurs nearly everywhere.
 */
export function searchWords(text: string): string[] {
  return text
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((word) => word !== '')
    .slice(0, maximumWords);
}

/** More words than this narrow nothing and cost a directory filter each. */
const maximumWords = 8;

export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('æ', 'a').replaceAll('ø', 'o');
}

export function matches(object: Unit | Person, words: readonly string[]): boolean {
  return rankOf(object, askedFor(words)) !== undefined;
}

/** Those that match, best first, equals in Swedish order. */
export function rank<T extends Unit | Person>(objects: readonly T[], words: readonly string[]): T[] {
  return ranked(objects, words)
    .sort((a, b) => a.rank - b.rank || swedish.compare(a.object.name, b.object.name))
    .map(({ object }) => object);
}

/** Those that match, best first, equals in the order in which they were given. */
export function bestFirst<T extends Unit | Person>(objects: readonly T[], words: readonly string[]): T[] {
  return ranked(objects, words)
    .sort((a, b) => a.rank - b.rank)
    .map(({ object }) => object);
}

function ranked<T extends Unit | Person>(objects: readonly T[], words: readonly string[]) {
  const asked = askedFor(words);
  return objects.flatMap((object) => {
    const rank = rankOf(object, asked);
    return rank === undefined ? [] : [{ object, rank }];
  });
}

export const swedish = new Intl.Collator('sv-SE', { numeric: true });

/** The words of a search, as they were written but for letter case, and folded. */
interface Asked {
  readonly written: readonly string[];
  readonly folded: readonly string[];
  /** The short ones among them, as the beginnings of words. */
  readonly begins: readonly RegExp[];
}

function askedFor(words: readonly string[]): Asked {
  const folded = words.map(fold);
  const begins = folded.filter(isShort).map((word) => new RegExp(`(?:^|[^a-z0-9])${word}`));
  return { written: words.map((word) => word.toLowerCase()), folded, begins };
}

/** Of a folded word. */
export function isShort(word: string): boolean {
  return /^[a-z0-9]{1,2}$/.test(word);
}

/** Undefined if it does not match; people with protected identity never do. Lower is better; half a step goes to what is spelled exactly as asked. */
function rankOf(object: Unit | Person, { written, folded, begins }: Asked): number | undefined {
  if (folded.length === 0 || (object.kind === 'person' && object.protected)) return undefined;
  const { name, names, parts, hsaId, all } = foldedOf(object);
  if (!folded.every((word) => all.includes(word)) || !begins.every((word) => word.test(all))) return undefined;
  const exactly = written.every((word) => name.includes(word)) ? 0 : 0.5;
  const phrase = folded.join(' ');
  if (hsaId === phrase || names.includes(phrase)) return exactly;
  if (names.some((name) => name.startsWith(phrase))) return 1 + exactly;
  if (parts.some((each) => folded.every((word) => each.some((part) => part.startsWith(word))))) return 2 + exactly;
  if (names.some((name) => folded.every((word) => name.includes(word)))) return 3 + exactly;
  return 4 + exactly;
}

interface Folded {
  /** In lower case, its diacritics kept. */
  readonly name: string;
  readonly names: readonly string[];
  /** The words of each name. */
  readonly parts: readonly (readonly string[])[];
  readonly hsaId: string;
  /** All that is searched. */
  readonly all: string;
}

/** Folding costs more than comparing, and a kept directory is searched with every letter that somebody types. */
const foldedOf = keptWith((object: Unit | Person): Folded => {
  const names = [object.name, ...(isUnit(object) ? object.alternativeNames : [])].map(fold);
  return {
    name: object.name.toLowerCase(),
    names,
    parts: names.map((name) => name.split(/[^\p{L}\p{N}]+/u)),
    hsaId: fold(object.hsaId),
    all: searchedText(object),
  };
});

/** All that is searched of it, folded: one text a line. */
export function searchedText(object: Unit | Person): string {
  return fold([object.name, object.hsaId, ...otherTexts(object)].join('\n'));
}

function otherTexts(object: Unit | Person): readonly (string | undefined)[] {
  if (!isUnit(object)) return [object.title];
  const { contact, municipalityName, activityNames, alternativeNames } = object;
  return [contact.visitingAddress?.town, municipalityName, ...activityNames, ...alternativeNames];
}
