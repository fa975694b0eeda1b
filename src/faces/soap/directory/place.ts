import { parseDn } from '../../../hsa/dn.ts';

/**
 * Names of the tree as these contracts can hold them: levels of o, ou, c, cn, l and dc, in letters, digits, blanks, hyphens
 * and full stops. What else stands in a name (a comma, a quotation mark) counts as a blank, in the names that are given
 * and in those that are searched below: what was given can be asked for.
 */

/** The longest name that fits the contracts. */
const longest = 350;

export function placeText(dn: string): string {
  const [own, ...above] = levelsOf(dn) ?? [];
  if (own === undefined) return '';
  // The nearest above tell least about where in the country it is.
  while ([own, ...above].join(',').length > longest && above.length > 0) above.shift();
  return [own, ...above].join(',').slice(0, longest);
}

/** Whether a name is `base` or below it; undefined = `base` is no name. */
export function isWithin(dn: string, base: string): boolean | undefined {
  const top = levelsOf(base.replace(/,$/, ''))?.map((level) => level.toLowerCase());
  if (!top) return undefined;
  const levels = (levelsOf(dn) ?? []).map((level) => level.toLowerCase());
  return top.length <= levels.length && levels.slice(levels.length - top.length).join() === top.join();
}

function levelsOf(dn: string): string[] | undefined {
  return parseDn(dn)
    ?.flatMap((level) => level.slice(0, 1))
    .filter(({ type }) => /^[oudcnl]{1,2}$/.test(type))
    .map(({ type, value }) => `${type}=${textOf(value)}`);
}

function textOf(value: string): string {
  return value
    .normalize('NFC')
    .replace(/[^0-9\p{L}\-.]+/gu, ' ')
    .trim();
}
