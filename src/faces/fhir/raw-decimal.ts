/**
 * Decimals that keep their digits on the wire: 0.10 is another measurement than 0.1, and JavaScript's numbers cannot tell
 * them apart. What stands here is an object that JSON.stringify writes as it stands; FHIR's types know numbers only.
 */

/** TypeScript's library has no word of these yet (ECMAScript, JSON.parse source text access). */
const json = JSON as unknown as { rawJSON(text: string): number; isRawJSON(value: unknown): boolean };

/** `digits` as JSON writes numbers. */
export function rawDecimal(digits: string): number {
  return json.rawJSON(digits);
}

/** What it comes to, for comparing. */
export function numberOf(decimal: number): number {
  return Number(JSON.stringify(decimal));
}

/** To be left whole by whoever walks through a resource. */
export function isRawDecimal(value: unknown): boolean {
  return json.isRawJSON(value);
}
