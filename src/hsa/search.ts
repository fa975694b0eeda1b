import { keptWith } from './kept-with.ts';
import { isUnit, type Person, type Unit } from './model.ts';

/**
 * Free-text search as a person types it: every word must occur, letter case and diacritics do not count (`lulea` finds
 * Luleå), the best fit comes first, equals in Swedish alphabetical order.
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
  return rankOf(object, words) !== undefined;
}

/** Those that match, best first. */
export function rank<T extends Unit | Person>(objects: readonly T[], words: readonly string[]): T[] {
  return objects
    .flatMap((object) => {
      const rank = rankOf(object, words);
      return rank === undefined ? [] : [{ object, rank }];
    })
    .sort((a, b) => a.rank - b.rank || swedish.compare(a.object.name, b.object.name))
    .map(({ object }) => object);
}

export const swedish = new Intl.Collator('sv-SE', { numeric: true });

/** Undefined if it does not match; people with protected identity never do. Lower is better; half a step goes to what is spelled exactly as asked. */
function rankOf(object: Unit | Person, words: readonly string[]): number | undefined {
  const asked = words.map(fold);
  if (asked.length === 0 || (object.kind === 'person' && object.protected)) return undefined;
  const { names, all } = foldedOf(object);
  if (!asked.every((word) => all.includes(word))) return undefined;
  const exactly = words.every((word) => object.name.toLowerCase().includes(word.toLowerCase())) ? 0 : 0.5;
  const phrase = asked.join(' ');
  if (fold(object.hsaId) === phrase || names.includes(phrase)) return exactly;
  if (names.some((name) => name.startsWith(phrase))) return 1 + exactly;
  if (
    names.some((name) => asked.every((word) => name.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word))))
  ) {
    return 2 + exactly;
  }
  if (names.some((name) => asked.every((word) => name.includes(word)))) return 3 + exactly;
  return 4 + exactly;
}

interface Folded {
  readonly names: readonly string[];
  /** All that is searched. */
  readonly all: string;
}

/** Folding costs more than comparing, and a kept directory is searched with every letter that somebody types. */
const foldedOf = keptWith((object: Unit | Person): Folded => {
  const names = [object.name, ...(isUnit(object) ? object.alternativeNames : [])].map(fold);
  return { names, all: fold([object.name, object.hsaId, ...otherTexts(object)].join('\n')) };
});

function otherTexts(object: Unit | Person): readonly (string | undefined)[] {
  if (!isUnit(object)) return [object.title];
  const { contact, municipalityName, activityNames, alternativeNames } = object;
  return [contact.visitingAddress?.town, municipalityName, ...activityNames, ...alternativeNames];
}
