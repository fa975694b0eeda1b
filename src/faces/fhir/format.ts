import type { Bundle, Resource } from 'fhir/r4';
import { BridgeError } from '../../errors.ts';
import { writeXml } from './xml/write-xml.ts';

export type Format = 'json' | 'xml';

const types: Readonly<Record<Format, ReadonlySet<string>>> = {
  json: new Set(['application/fhir+json', 'application/json', 'text/json']),
  xml: new Set(['application/fhir+xml', 'application/xml', 'text/xml']),
};
const anything: ReadonlySet<string> = new Set(['*/*', 'application/*', 'text/*']);

/**
 * What the caller wants the answer written as: `_format` goes before `Accept`, JSON is written to whom it is all the
 * same, and `fhirVersion` must be 4.0 where it is named. Throws MEDIA_TYPE_UNSUPPORTED.
 */
export function formatFor(format: string | null, accept: string | undefined): Format {
  const wanted = (format ?? accept)?.trim();
  if (!wanted) return 'json';
  const found = format === null ? mostWanted(wanted) : formatNamed(wanted);
  if (found) return found;
  throw new BridgeError(
    'MEDIA_TYPE_UNSUPPORTED',
    'FHIR R4 is served as application/fhir+json and application/fhir+xml.',
  );
}

export function contentType(format: Format): string {
  return `application/fhir+${format}; charset=utf-8`;
}

export function writeResource(resource: Resource, format: Format, pretty: boolean): string {
  // What is undefined is not there; in JSON of itself.
  return format === 'xml' ? writeXml(resource) : JSON.stringify(resource, undefined, pretty ? 2 : undefined);
}

/** The same in UTF-8, as it leaves. */
export function encodeResource(resource: Resource, format: Format, pretty: boolean): Buffer {
  const isPlainBundle = format === 'json' && !pretty && resource.resourceType === 'Bundle';
  return isPlainBundle ? encodeBundle(resource as Bundle) : Buffer.from(writeResource(resource, format, pretty));
}

/**
 * Entry by entry: a single dash or curly quote in one text would make a string of two bytes a character of all of it,
 * and encoding that takes many times as long.
 */
function encodeBundle({ entry, ...rest }: Bundle): Buffer {
  const whole = JSON.stringify(rest);
  if (!entry) return Buffer.from(whole);
  const parts = [`${whole.slice(0, -1)},"entry":[`];
  for (const [index, one] of entry.entries()) parts.push(index > 0 ? `,${JSON.stringify(one)}` : JSON.stringify(one));
  parts.push(']}');
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

/** The value of `_format`. */
function formatNamed(given: string): Format | undefined {
  // An unencoded plus arrives as a space.
  const named = given.replace(' ', '+').toLowerCase();
  if (named === 'json' || named === 'xml') return named;
  const range = rangeOf(named);
  return range.isR4 ? formatOf(range.type) : undefined;
}

/** Of an Accept header: the range of highest quality that is one of ours; of equals the first. */
function mostWanted(accept: string): Format | undefined {
  const ranges = accept.split(',').map(rangeOf);
  const ours = ranges.flatMap(({ type, isR4, quality }) => {
    const format = formatOf(type) ?? (anything.has(type) ? 'json' : undefined);
    return format && isR4 && quality > 0 ? [{ format, quality }] : [];
  });
  return ours.sort((a, b) => b.quality - a.quality)[0]?.format;
}

function formatOf(type: string): Format | undefined {
  return types.json.has(type) ? 'json' : types.xml.has(type) ? 'xml' : undefined;
}

interface Range {
  readonly type: string;
  readonly isR4: boolean;
  readonly quality: number;
}

function rangeOf(range: string): Range {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const value = (name: string) => parameters.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
  const version = value('fhirversion')?.replaceAll('"', '') ?? '4.0';
  return { type, isR4: /^4\.0(\.1)?$/.test(version), quality: Number(value('q') ?? '1') };
}

/** `Prefer: handling=strict`: what is not understood is refused rather than ignored. */
export function isStrict(prefer: string | string[] | undefined): boolean {
  return /(^|[,;\s])handling\s*=\s*"?strict/i.test([prefer ?? ''].flat().join(','));
}
