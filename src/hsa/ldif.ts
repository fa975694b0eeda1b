import { createEntry, type Entry } from './entry.ts';

/**
 * Content records of an LDIF file (RFC 2849): folded lines, comments, base64 values. Change records and values fetched
 * from an address (`attribute:< url`) are refused: a directory file is data, it never makes the bridge open something.
 */
export type LdifResult =
  | { readonly entries: readonly Entry[] }
  | { readonly fault: string /** One-based line of the file. */; readonly line: number };

interface Line {
  readonly number: number;
  readonly text: string;
}
type Attribute = readonly [name: string, value: string | Uint8Array];

export function parseLdif(text: string): LdifResult {
  const entries: Entry[] = [];
  const records = splitRecords(unfold(text));
  for (const [index, record] of records.entries()) {
    const attributes: Attribute[] = [];
    for (const line of record) {
      const attribute = parseLine(line.text);
      if ('fault' in attribute) return { fault: attribute.fault, line: line.number };
      attributes.push(attribute);
    }
    if (index === 0 && attributes[0]?.[0].toLowerCase() === 'version') {
      if (attributes.shift()?.[1] !== '1') return { fault: 'only LDIF version 1 is read', line: lineOf(record) };
      if (attributes.length === 0) continue;
    }
    const entry = toEntry(attributes);
    if ('fault' in entry) return { fault: entry.fault, line: lineOf(record) };
    entries.push(entry);
  }
  return { entries };
}

function toEntry(attributes: readonly Attribute[]): Entry | { readonly fault: string } {
  const [first, ...rest] = attributes;
  if (first?.[0].toLowerCase() !== 'dn') return { fault: 'a record must begin with dn:' };
  if (typeof first[1] !== 'string') return { fault: 'the dn is not UTF-8' };
  if (rest[0]?.[0].toLowerCase() === 'changetype') return { fault: 'change records are not read' };
  if (rest.some(([name]) => name.toLowerCase() === 'dn')) return { fault: 'a blank line is missing between records' };
  return createEntry(first[1], rest);
}

/** Joins folded lines and drops comments, which may be folded too. Blank lines stay: they end records. */
function unfold(text: string): Line[] {
  const lines: Line[] = [];
  const physical = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [index, line] of physical.entries()) {
    const previous = lines.at(-1);
    if (line.startsWith(' ') && previous && previous.text !== '') {
      lines[lines.length - 1] = { number: previous.number, text: previous.text + line.slice(1) };
    } else lines.push({ number: index + 1, text: line });
  }
  return lines.filter((line) => !line.text.startsWith('#'));
}

function splitRecords(lines: readonly Line[]): Line[][] {
  const records: Line[][] = [[]];
  for (const line of lines) {
    if (line.text === '') records.push([]);
    else records.at(-1)?.push(line);
  }
  return records.filter((record) => record.length > 0);
}

function parseLine(text: string): Attribute | { readonly fault: string } {
  const match = /^((?:[A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)*)(?:;[A-Za-z0-9-]+)*):([:<]?) *([\s\S]*)$/.exec(text);
  if (!match) return { fault: 'expected attribute: value' };
  const [, name = '', mark, value = ''] = match;
  if (mark === '<') return { fault: `${name}: values from an address are not read` };
  if (mark !== ':') return [name, value];
  const base64 = value.trim();
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64)) {
    return { fault: `${name}: not base64` };
  }
  return [name, textOrBytes(Uint8Array.from(Buffer.from(base64, 'base64')))];
}

function textOrBytes(bytes: Uint8Array): string | Uint8Array {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes; // Photos and other values that are not text.
  }
}

function lineOf(record: readonly Line[]): number {
  return record[0]?.number ?? 1;
}
