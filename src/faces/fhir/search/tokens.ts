import type { CodeableConcept, Identifier } from 'fhir/r4';
import { oidOf, systemOids } from '../../../codes/index.ts';
import { sameHsaId } from '../../../identities/index.ts';

/** What a resource offers to a token parameter. */
export interface Token {
  readonly system?: string | undefined;
  readonly code?: string | undefined;
}

/** One value of a token parameter; an absent part matches anything, an empty system means having none. */
export interface TokenCriterion {
  readonly system: string | undefined;
  readonly code: string | undefined;
}

/** `code`, `system|code`, `|code` or `system|` (R4, Search, token). Undefined when there is nothing in it. */
export function parseToken(value: string): TokenCriterion | undefined {
  const [first = '', second] = splitAt(value, '|');
  if (second === undefined) return first ? { system: undefined, code: unescaped(first) } : undefined;
  if (!first && !second) return undefined;
  return { system: unescaped(first), code: second ? unescaped(second) : undefined };
}

/** Systems are compared by what they stand for, so that every alias of a code system finds it; HSA-ids whatever their case. */
export function tokenMatches(criterion: TokenCriterion, token: Token): boolean {
  if (criterion.code !== undefined && !isSameCode(criterion.code, token)) return false;
  if (criterion.system === undefined) return true;
  if (criterion.system === '') return token.system === undefined;
  return token.system !== undefined && canonical(criterion.system) === canonical(token.system);
}

function isSameCode(sought: string, { system, code }: Token): boolean {
  if (sought === code || code === undefined || system === undefined) return sought === code;
  return canonical(system) === systemOids.hsaId && sameHsaId(sought, code);
}

function canonical(system: string): string {
  return oidOf(system) ?? system;
}

export function tokensOf(...concepts: readonly (CodeableConcept | undefined)[]): readonly Token[] {
  return concepts.flatMap((concept) => concept?.coding ?? []);
}

export function identifierTokens(identifiers: readonly Identifier[] | undefined): Token[] {
  return (identifiers ?? []).map(({ system, value }) => ({ system, code: value }));
}

/** Alternatives stand between commas; a backslash takes a comma, bar or backslash literally. */
export function alternativesIn(value: string): string[] {
  return splitAt(value, ',').filter((alternative) => alternative !== '');
}

/** Splits at the separators that are not escaped; the escapes stay. */
function splitAt(value: string, separator: string): string[] {
  const parts = [''];
  for (let index = 0; index < value.length; index += 1) {
    const character = value[index] ?? '';
    if (character === separator) parts.push('');
    else {
      const escaped = character === '\\' ? (value[index + 1] ?? '') : '';
      parts[parts.length - 1] += character + escaped;
      index += escaped.length;
    }
  }
  return parts;
}

export function unescaped(value: string): string {
  return value.replace(/\\(.)/gs, '$1');
}
