import type { Reference } from 'fhir/r4';
import { parseToken, type TokenCriterion, tokenMatches } from './tokens.ts';

/** What a resource points at: by literal reference, by identifier, or both. */
export type Pointer = Pick<Reference, 'reference' | 'identifier'>;

/** One value of a reference parameter: what is pointed at, by id or by identifier. */
export type ReferenceCriterion =
  | { readonly by: 'id'; readonly type: string | undefined; readonly id: string }
  | { readonly by: 'identifier'; readonly token: TokenCriterion };

/** `id`, `Type/id` or a URL that ends so (R4, Search, reference). Undefined when it is none. */
export function parseReference(value: string): ReferenceCriterion | undefined {
  const [, type, id, alone] =
    /^(?:(?:.*\/)?([A-Za-z]+)\/([A-Za-z0-9.-]{1,64})|([A-Za-z0-9.-]{1,64}))$/.exec(value.trim()) ?? [];
  const found = id ?? alone;
  return found === undefined ? undefined : { by: 'id', type, id: found };
}

/** The value of `:identifier`. Undefined when there is nothing in it. */
export function parseIdentifierReference(value: string): ReferenceCriterion | undefined {
  const token = parseToken(value);
  return token && { by: 'identifier', token };
}

export function referenceMatches(criterion: ReferenceCriterion, { reference, identifier }: Pointer): boolean {
  if (criterion.by === 'identifier') {
    return (
      identifier !== undefined && tokenMatches(criterion.token, { system: identifier.system, code: identifier.value })
    );
  }
  const sought = criterion.type === undefined ? `/${criterion.id}` : `${criterion.type}/${criterion.id}`;
  return reference !== undefined && (reference === sought || reference.endsWith(sought));
}

/** Every literal reference in a resource, those into its own `contained` left out. */
export function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    if (key !== 'reference' || typeof part !== 'string') return referencesIn(part);
    return part.startsWith('#') ? [] : [part];
  });
}
