import type { PatientId, RecordHeader } from '../../../contracts/index.ts';
import type { Identities } from '../identities.ts';
import type { Clinical } from '../mapping/clinical.ts';
import { ParameterError } from '../problems.ts';
import type { SearchParameter, ServedType } from '../served/index.ts';
import { type DateCriterion, dateMatches, parseDate } from './date-filter.ts';
import { type Order, orderOf } from './order.ts';
import { isPatientParameter, patientIn } from './patient.ts';
import { parseQuantity, type QuantityCriterion, quantityMatches } from './quantities.ts';
import { parseIdentifierReference, parseReference, type ReferenceCriterion, referenceMatches } from './references.ts';
import { alternativesIn, parseToken, type TokenCriterion, tokenMatches, unescaped } from './tokens.ts';

type Search<K extends SearchParameter['kind']> = Extract<SearchParameter, { kind: K }>;

/** One occurrence of a search parameter; any of its alternatives satisfies it. */
export type Criterion =
  | { readonly kind: 'token'; readonly parameter: Search<'token'>; readonly alternatives: readonly TokenCriterion[] }
  | { readonly kind: 'date'; readonly parameter: Search<'date'>; readonly alternatives: readonly DateCriterion[] }
  | { readonly kind: 'uri'; readonly parameter: Search<'uri'>; readonly alternatives: readonly string[] }
  | {
      readonly kind: 'quantity';
      readonly parameter: Search<'quantity'>;
      readonly alternatives: readonly QuantityCriterion[];
    }
  | {
      readonly kind: 'reference';
      readonly parameter: Search<'reference'>;
      readonly alternatives: readonly ReferenceCriterion[];
    };

/** A search as read: what was asked, and what of it is not understood. */
export interface Query {
  readonly patient: PatientId;
  readonly criteria: readonly Criterion[];
  /** By what the matches are ordered, the most important first; as they come where nothing is said. */
  readonly order: readonly Order[];
  /** Matches a page. */
  readonly count: number;
  /** `_summary=count` or `_count=0`: the number alone. */
  readonly countOnly: boolean;
  /** What was understood, for the self link and the next page: the patient by opaque id only. */
  readonly used: [name: string, value: string][];
  /** Names of parameters that were left out of account. */
  readonly ignored: readonly string[];
}

const defaultCount = 50;
const maximumCount = 250;
const maximumParameters = 100;

/** Parameters that shape the answer and not the search. */
const formParameters: ReadonlySet<string> = new Set(['_format', '_pretty', '_page']);

/**
 * Reads a search. Unknown parameters are ignored and told of (R4, Search, handling errors), or with `strict` refused.
 * Throws PARAMETER_INVALID, PARAMETER_UNSUPPORTED (a modifier, or anything unknown when strict), PATIENT_REQUIRED,
 * PATIENT_ID_INVALID.
 */
export function readQuery(served: ServedType, params: URLSearchParams, strict: boolean, identities: Identities): Query {
  if (params.size > maximumParameters)
    throw new ParameterError('PARAMETER_INVALID', '', 'There are too many parameters.');
  const patient = patientIn(params, served.hasSubject, identities);
  const criteria: Criterion[] = [];
  const used: [string, string][] = [['patient', `Patient/${identities.patientId(patient)}`]];
  const ignored: string[] = [];
  let order: readonly Order[] = [];
  for (const [name, value] of params) {
    if (value === '' || isPatientParameter(name, served.hasSubject) || formParameters.has(name)) continue;
    if (shapesResult(served, name, value)) continue;
    const sorting = name === '_sort' ? orderOf(served, value) : undefined;
    const criterion = criterionOf(served, name, value);
    if (sorting) order = sorting;
    if (criterion) criteria.push(criterion);
    if (sorting || criterion) used.push([name, value]);
    else if (strict) throw new ParameterError('PARAMETER_UNSUPPORTED', name);
    else ignored.push(name);
  }
  const count = countOf(params);
  const countOnly = count === 0 || params.get('_summary') === 'count';
  if (countOnly) used.push(['_summary', 'count']);
  else if (params.has('_count')) used.push(['_count', String(count)]);
  return { patient, criteria, order, count, countOnly, used, ignored };
}

/** Whether a resource, and the header of the record it comes from, satisfy every criterion. */
export function satisfies(
  resource: Clinical,
  header: RecordHeader,
  criteria: readonly Criterion[],
  now: number,
): boolean {
  return criteria.every((criterion) => satisfiesOne(resource, header, criterion, now));
}

function satisfiesOne(resource: Clinical, header: RecordHeader, criterion: Criterion, now: number): boolean {
  switch (criterion.kind) {
    case 'token': {
      const tokens = criterion.parameter.tokens(resource, header);
      return criterion.alternatives.some((sought) => tokens.some((token) => tokenMatches(sought, token)));
    }
    case 'date': {
      const time = criterion.parameter.interval(resource, header);
      return time !== undefined && criterion.alternatives.some((sought) => dateMatches(sought, time, now));
    }
    case 'reference': {
      const pointers = criterion.parameter.pointers(resource);
      return criterion.alternatives.some((sought) => pointers.some((one) => referenceMatches(sought, one)));
    }
    case 'quantity': {
      const quantities = criterion.parameter.quantities(resource);
      return criterion.alternatives.some((sought) => quantities.some((one) => quantityMatches(sought, one)));
    }
    case 'uri':
      return criterion.parameter.uris(resource).some((uri) => criterion.alternatives.includes(uri));
  }
}

/** Provenance comes with every match, and so does what it points at inside its record, asked for or not. */
function shapesResult({ type, includes }: ServedType, name: string, value: string): boolean {
  if (name === '_count') return true;
  if (name === '_summary') return value === 'count';
  if (name === '_revinclude') return value === 'Provenance:target';
  // `Type:parameter`, and behind another colon the type pointed at.
  const [source, parameter] = value.split(':');
  return name === '_include' && source === type && (parameter === '*' || includes.includes(`${source}:${parameter}`));
}

function criterionOf(served: ServedType, name: string, value: string): Criterion | undefined {
  const [, base = '', modifier] = /^([^:.]*)(?:[:.](.*))?$/s.exec(name) ?? [];
  const parameter = served.parameters.find((candidate) => candidate.name === base);
  if (!parameter) return undefined;
  if (parameter.kind === 'reference' && modifier === 'identifier') {
    return { kind: 'reference', parameter, alternatives: parsed(name, value, parseIdentifierReference) };
  }
  // A modifier changes what is asked for: to ignore it would be to answer another question (R4, Search, modifiers).
  if (modifier !== undefined) {
    throw new ParameterError('PARAMETER_UNSUPPORTED', name, 'The modifier is not supported.');
  }
  switch (parameter.kind) {
    case 'token':
      return { kind: 'token', parameter, alternatives: parsed(name, value, parseToken) };
    case 'date':
      return { kind: 'date', parameter, alternatives: parsed(name, value, parseDate) };
    case 'reference':
      return { kind: 'reference', parameter, alternatives: parsed(name, value, parseReference) };
    case 'quantity':
      return { kind: 'quantity', parameter, alternatives: parsed(name, value, parseQuantity) };
    case 'uri':
      return { kind: 'uri', parameter, alternatives: parsed(name, value, unescaped) };
  }
}

function parsed<T>(name: string, value: string, parse: (alternative: string) => T | undefined): T[] {
  const alternatives = alternativesIn(value).map((alternative) => {
    const criterion = parse(alternative);
    if (criterion === undefined) throw new ParameterError('PARAMETER_INVALID', name);
    return criterion;
  });
  if (alternatives.length === 0) throw new ParameterError('PARAMETER_INVALID', name);
  return alternatives;
}

/** Matches a page. Throws PARAMETER_INVALID. */
export function countOf(params: URLSearchParams): number {
  const given = params.getAll('_count').at(-1);
  if (given === undefined || given === '') return defaultCount;
  if (!/^\d{1,6}$/.test(given)) throw new ParameterError('PARAMETER_INVALID', '_count', 'It is a whole number.');
  return Math.min(Number(given), maximumCount);
}
