/**
 * JSON in which every number becomes `{ digits }`, as it was written: FHIR's decimals say by their digits how exact they
 * are, and JavaScript's numbers would round the long ones. Throws SyntaxError.
 */
export function parseJson(text: string): unknown {
  return (JSON.parse as ParseWithSource)(text, (_key, value, { source }) =>
    typeof value === 'number' ? { digits: source } : value,
  );
}

/** The way back. */
export function writeJson(value: unknown): string {
  const { rawJSON } = JSON as unknown as RawJson;
  return JSON.stringify(value, (_key, part: unknown) => (isNumber(part) ? rawJSON(part.digits) : part), 2);
}

function isNumber(part: unknown): part is { readonly digits: string } {
  return typeof part === 'object' && part !== null && 'digits' in part && typeof part.digits === 'string';
}

interface RawJson {
  rawJSON(text: string): unknown;
}

/** ECMAScript's access to source text, which TypeScript's library does not know yet. */
type ParseWithSource = (
  text: string,
  reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => unknown;
