import type { CodeableConcept, Coding, Identifier } from 'fhir/r4';
import { tokensOf, valuesAt } from './parameters.ts';
import type { Clinical } from './record.ts';

/** `category=LAB,RAD`: one of the tokens must be in the resource. */
export interface TokenTest {
  readonly parameter: string;
  /** `code`, `system|code`, `|code` or `system|`. */
  readonly tokens: readonly string[];
}

export function hasToken(resource: Clinical, { parameter, tokens }: TokenTest): boolean {
  const paths = tokensOf(resource.resourceType)[parameter] ?? [];
  const values = paths.flatMap((path) => valuesAt(resource, path)).flatMap(codesOf);
  return values.some(({ system, code }) =>
    tokens.some((token) => {
      const [first = '', second] = token.split('|');
      if (second === undefined) return code === first;
      return (system ?? '') === first && (second === '' || code === second);
    }),
  );
}

interface Code {
  readonly system?: string | undefined;
  readonly code: string | undefined;
}

/** The codes in a code, Coding, CodeableConcept or Identifier. */
function codesOf(value: unknown): Code[] {
  if (typeof value === 'string') return [{ code: value }];
  const { coding, system, code, value: text } = value as CodeableConcept & Coding & Identifier;
  if (coding) return coding.map((one) => ({ system: one.system, code: one.code }));
  return [{ system, code: code ?? text }];
}
