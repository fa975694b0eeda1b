import type { CodedValue } from '../../contracts/coded-value.ts';
import type { Body, Code, Detail } from './item.ts';
import type { Label } from './labels.ts';
import { type Term, terms } from './terms.ts';
import { periodText, timeText } from './time.ts';

/**
 * What records say, as text. All that reaches an item passes through here, so that nothing but text can: what should have
 * been text and is not throws TypeError, and the record is told as one that cannot be read.
 */
export function text(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') throw new TypeError('A record has something else where text should be.');
  return value.trim() === '' ? undefined : value;
}

interface More {
  readonly about?: string | undefined;
  readonly tellsPlace?: true | undefined;
}

/** A line of detail; none where nothing is said. */
export function line(label: Label, value: unknown, { about, tellsPlace }: More = {}): readonly Detail[] {
  const said = text(value);
  if (said === undefined) return [];
  const topic = text(about);
  return [{ label, value: said, ...(topic && { about: topic }), ...(tellsPlace && { tellsPlace }) }];
}

export function time(label: Label, value: string | undefined, more?: More): readonly Detail[] {
  const said = text(value);
  return line(label, said && timeText(said), more);
}

interface Period {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}

export function period(label: Label, value: Period | undefined, more?: More): readonly Detail[] {
  return line(label, periodText(text(value?.start), text(value?.end)), more);
}

/** One of a fixed list, told in the reader's language. */
export function term(label: Label, value: Term | undefined, more?: More): readonly Detail[] {
  return line(label, value && terms.sv[value], more).map((said) => ({ ...said, ...(value && { term: value }) }));
}

/** One of a contract's own codes, which mean what `meanings` says; an unknown one is shown as it is. */
export function listed(
  label: Label,
  code: string | number | undefined,
  meanings: Readonly<Record<string, Term>>,
  more?: More,
): readonly Detail[] {
  const meaning = meaningOf(code, meanings);
  return meaning ? term(label, meaning, more) : line(label, code, more);
}

export function meaningOf(
  code: string | number | undefined,
  meanings: Readonly<Record<string, Term>>,
): Term | undefined {
  const key = text(code) ?? '';
  return Object.hasOwn(meanings, key) ? meanings[key] : undefined;
}

export function yesNo(label: Label, value: boolean | undefined, more?: More): readonly Detail[] {
  if (value === undefined || value === null) return [];
  return term(label, value ? 'yes' : 'no', more);
}

/** In words and with its code, as far as there are any. */
export function coded(label: Label, value: CodedValue | undefined, more?: More): readonly Detail[] {
  const words = [...new Set([text(value?.displayName), text(value?.originalText)])].filter(Boolean).join('; ');
  const code = bareCode(value);
  if (words === '') return line(label, code, more);
  return line(label, words, more).map((said) => ({ ...said, ...(code && { code }) }));
}

interface Quantity {
  readonly value?: string | number | undefined;
  readonly unit?: string | undefined;
}

export function quantity(label: Label, value: Quantity | undefined, more?: More): readonly Detail[] {
  return line(label, quantityText(value), more);
}

export function quantityText(quantity: Quantity | undefined): string | undefined {
  const value = text(quantity?.value);
  return value && [value, text(quantity?.unit)].filter(Boolean).join(' ');
}

/** What a coded value says: its name, else the source's own text, else the code and its system. */
export function wordsOf(value: CodedValue | undefined): string | undefined {
  return text(value?.displayName) ?? text(value?.originalText) ?? bareCode(value);
}

function bareCode(value: CodedValue | undefined): string | undefined {
  const code = text(value?.code);
  const system = text(value?.codeSystem);
  const name = text(value?.codeSystemName) ?? (system && (systemNames[system] ?? system));
  return code && [code, name].filter(Boolean).join(', ');
}

export function codeOf(value: CodedValue | undefined): Code | undefined {
  const code = text(value?.code);
  return code === undefined ? undefined : { code, system: text(value?.codeSystem) };
}

/** Running text under a heading. */
export function prose(heading: Label | undefined, value: unknown): readonly Body[] {
  const said = text(value);
  return said === undefined ? [] : [{ kind: 'text', text: said, ...(heading && { heading }) }];
}

interface File {
  readonly mediaType?: string | undefined;
  readonly value?: string | undefined;
  readonly reference?: string | undefined;
}

export function attachment(file: File | undefined, heading?: Label): readonly Body[] {
  if (!file) return [];
  const mediaType = text(file.mediaType) ?? 'application/octet-stream';
  const content = { base64: text(file.value), reference: text(file.reference) };
  return [{ kind: 'attachment', mediaType, ...content, ...(heading && { heading }) }];
}

/** What clinicians call the systems whose OIDs records carry. */
const systemNames: Readonly<Record<string, string>> = {
  '1.2.752.116.1.1.1.1.3': 'ICD-10-SE',
  '1.2.752.116.1.1.1': 'ICD-10-SE',
  '2.16.840.1.113883.6.3': 'ICD-10',
  '1.2.752.116.2.1.1': 'SNOMED CT',
  '2.16.840.1.113883.6.96': 'SNOMED CT',
  '2.16.840.1.113883.6.1': 'LOINC',
  '1.2.752.116.1.3.2.1.4': 'KVÅ',
  '1.2.752.116.1.3.2.3.4': 'KVÅ',
  '1.2.752.116.1.3.4.1.1': 'KKO',
  '1.2.752.116.1.1.3': 'ICF',
  '1.2.752.116.1.1.3.3.1': 'ICF',
  '1.2.752.129.2.2.3.1.1': 'ATC',
  '2.16.840.1.113883.6.73': 'ATC',
  '1.2.752.129.2.1.5.1': 'NPL',
  '1.2.752.129.2.1.5.2': 'NPL-förpackning',
  '1.2.752.129.5.1.45': 'NSL',
  '1.2.752.108.1': 'NPU',
  '1.2.752.116.2.3.1.1': 'NKOO',
  '1.2.752.116.3.1.3': 'Legitimationsyrke',
  '1.2.752.129.2.2.1.4': 'KV Befattning',
  '1.2.752.129.2.2.2.1': 'KV Informationstyp',
  '1.2.752.129.2.2.2.4': 'KV Samband',
  '1.2.752.129.2.2.2.11': 'KV Anteckningstyp',
  '1.2.752.129.2.2.2.25': 'KV Vårdkontakttyp',
  '1.2.752.129.2.2.3.3': 'KV Allvarlighetsgrad',
  '1.2.752.129.2.2.3.11': 'KV Visshetsgrad',
  '1.2.752.129.5.1.49': 'KV Uppmärksamhetstyp',
};
