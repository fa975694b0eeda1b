/**
 * JSON in which every number becomes `{ digits }`, as it was written: FHIR's decimals say by their digits how exact they
 * are, and JavaScript's numbers would round the long ones. Throws SyntaxError.
 */
export function parseJson(text: string): unknown {
  return (JSON.parse as ParseWithSource)(text, (_key, value, { source }) =>
    typeof value === 'number' ? { digits: source } : value,
  );
}

/** ECMAScript's access to source text, which TypeScript's library does not know yet. */
type ParseWithSource = (
  text: string,
  reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => unknown;
