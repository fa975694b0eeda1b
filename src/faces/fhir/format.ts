import { BridgeError } from '../../errors.ts';

const jsonTypes: ReadonlySet<string> = new Set(['application/fhir+json', 'application/json', 'text/json']);
const anyOf: ReadonlySet<string> = new Set([...jsonTypes, '*/*', 'application/*', 'text/*']);

/** What the answer is written as. */
export const fhirJson = 'application/fhir+json; charset=utf-8';

/**
 * Whether the caller takes FHIR R4 as JSON, the one form there is: `_format` goes before `Accept`, and `fhirVersion` must
 * be 4.0 where it is named. Throws MEDIA_TYPE_UNSUPPORTED.
 */
export function requireJson(format: string | null, accept: string | undefined): void {
  const wanted = format ?? accept;
  if (!wanted?.trim()) return;
  const takes = format === null ? wanted.split(',').some((range) => accepts(range, anyOf)) : isFormat(wanted);
  if (!takes) {
    throw new BridgeError('MEDIA_TYPE_UNSUPPORTED', 'FHIR R4 is served as application/fhir+json.');
  }
}

function isFormat(format: string): boolean {
  // An unencoded plus arrives as a space.
  const given = format.trim().replace(' ', '+');
  return given === 'json' || accepts(given, jsonTypes);
}

function accepts(range: string, types: ReadonlySet<string>): boolean {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const value = (name: string) => parameters.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
  const version = value('fhirversion')?.replaceAll('"', '') ?? '4.0';
  return types.has(type) && Number(value('q') ?? '1') > 0 && /^4\.0(\.1)?$/.test(version);
}

/** `Prefer: handling=strict`: what is not understood is refused rather than ignored. */
export function isStrict(prefer: string | string[] | undefined): boolean {
  return /(^|[,;\s])handling\s*=\s*"?strict/i.test([prefer ?? ''].flat().join(','));
}
