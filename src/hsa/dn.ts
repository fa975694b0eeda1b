/**
 * Distinguished names after RFC 4514, which carry the directory's hierarchy. Values hold commas, quotes and å ä ö, so a
 * name is always parsed, never split.
 */

interface AttributeValue {
  readonly type: string;
  readonly value: string;
}
/** One level; more than one attribute only for multi-valued names. */
type Rdn = readonly AttributeValue[];
/** Levels from the object itself to the root. */
export type Dn = readonly Rdn[];

/** Types that may stand as object identifiers (RFC 4514 section 3). */
const typeNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'cn',
  '2.5.4.6': 'c',
  '2.5.4.7': 'l',
  '2.5.4.8': 'st',
  '2.5.4.9': 'street',
  '2.5.4.10': 'o',
  '2.5.4.11': 'ou',
  '0.9.2342.19200300.100.1.25': 'dc',
  '0.9.2342.19200300.100.1.1': 'uid',
};

/**
 * The name's levels, or undefined if it is malformed. Blanks around `,` `+` `=` are accepted as RFC 2253 asks;
 * hexadecimal (`#…`) values only when they hold a text.
 */
export function parseDn(text: string): Dn | undefined {
  if (text.trim() === '') return [];
  const levels: Rdn[] = [];
  for (const level of splitUnescaped(text, /[,;]/)) {
    const rdn = splitUnescaped(level, /\+/).map(parseAttributeValue);
    if (!rdn.every((part) => part !== undefined)) return undefined;
    levels.push(rdn);
  }
  return levels;
}

export function formatDn(dn: Dn): string {
  return dn.map((rdn) => rdn.map(({ type, value }) => `${type}=${escapeValue(value)}`).join('+')).join(',');
}

/** A key under which equal names are equal: letter case, runs of blanks and the order within a level do not count. */
export function dnKey(dn: Dn): string {
  const folded = dn.map((rdn) =>
    rdn
      .map(({ type, value }) => ({ type, value: value.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim() }))
      .sort((a, b) => (a.type < b.type ? -1 : 1)),
  );
  return formatDn(folded);
}

/** The names above, nearest first. */
export function ancestorsOf(dn: Dn): Dn[] {
  return dn.slice(1).map((_, level) => dn.slice(level + 1));
}

function splitUnescaped(text: string, separator: RegExp): string[] {
  // Nearly all of the hundreds of thousands that a directory has.
  if (!text.includes('\\')) return text.split(separator);
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\') part += char + text.charAt(++at);
    else if (separator.test(char)) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  return [...parts, part];
}

function parseAttributeValue(text: string): AttributeValue | undefined {
  const match = /^\s*([A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+)\s*=([\s\S]*)$/.exec(text);
  if (!match) return undefined;
  const type = (match[1] as string).toLowerCase();
  const raw = withoutOuterBlanks(match[2] as string);
  const value = raw.startsWith('#') ? decodeBerText(raw.slice(1)) : unescapeValue(raw);
  return value === undefined ? undefined : { type: typeNames[type] ?? type, value };
}

/** Blanks around a value are not part of it, unless the last one is escaped. */
function withoutOuterBlanks(text: string): string {
  const start = text.replace(/^ +/, '');
  const end = start.replace(/ +$/, '');
  const isEscaped = end !== start && /(?:^|[^\\])(?:\\\\)*\\$/.test(end);
  return isEscaped ? `${end} ` : end;
}

function unescapeValue(text: string): string | undefined {
  // As above, nearly all.
  if (!/[\\"<>]/.test(text)) return text.toWellFormed();
  const bytes: number[] = [];
  for (let at = 0; at < text.length; ) {
    const char = String.fromCodePoint(text.codePointAt(at) as number);
    at += char.length;
    if (char !== '\\') {
      if ('"<>'.includes(char)) return undefined;
      bytes.push(...Buffer.from(char));
      continue;
    }
    const pair = text.slice(at, at + 2);
    if (/^[0-9a-f]{2}$/i.test(pair)) {
      bytes.push(Number.parseInt(pair, 16));
      at += 2;
    } else if (at < text.length && ' "#+,;<=>\\'.includes(text.charAt(at))) {
      bytes.push(text.charCodeAt(at++));
    } else return undefined;
  }
  return decodeUtf8(Uint8Array.from(bytes));
}

/** The text in a short-form BER value: UTF8String, PrintableString or IA5String. */
function decodeBerText(hex: string): string | undefined {
  if (!/^(?:[0-9a-f]{2})+$/i.test(hex)) return undefined;
  const bytes = Buffer.from(hex, 'hex');
  const isText = [0x0c, 0x13, 0x16].includes(bytes[0] ?? 0);
  return isText && bytes[1] === bytes.length - 2 && bytes[1] < 0x80 ? decodeUtf8(bytes.subarray(2)) : undefined;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined; // Not text: the name is malformed, which is an answer here.
  }
}

/** RFC 4514 section 2.4; characters outside ASCII stay readable. */
function escapeValue(value: string): string {
  return value
    .replace(/["+,;<>\\]/g, '\\$&')
    .replaceAll('\0', '\\00')
    .replace(/(?<=.) $/s, '\\ ')
    .replace(/^[ #]/, '\\$&');
}

/** The names above one that {@link formatDn} has written, nearest first. Read off, not parsed: long lists are made of them. */
export function* namesAbove(name: string): Generator<string> {
  for (let at = 0; at < name.length; at++) {
    if (name[at] === '\\') at++;
    else if (name[at] === ',') yield name.slice(at + 1);
  }
}
