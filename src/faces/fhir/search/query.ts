import type { PatientId } from '../../../contracts/index.ts';
import type { Identities } from '../identities.ts';
import { ParameterError } from '../problems.ts';
import type { Clinical, SearchParameter, ServedType } from '../served-types.ts';
import { type DateCriterion, dateMatches, parseDate } from './date-filter.ts';
import { isPatientParameter, patientIn } from './patient.ts';
import { alternativesIn, parseToken, type TokenCriterion, tokenMatches } from './tokens.ts';

/** One occurrence of a search parameter; any of its alternatives satisfies it. */
export type Criterion =
  | { readonly kind: 'token'; readonly parameter: TokenSearch; readonly alternatives: readonly TokenCriterion[] }
  | { readonly kind: 'date'; readonly parameter: DateSearch; readonly alternatives: readonly DateCriterion[] };

type TokenSearch = Extract<SearchParameter, { kind: 'token' }>;
type DateSearch = Extract<SearchParameter, { kind: 'date' }>;

/** A search as read: what was asked, and what of it is not understood. */
export interface Query {
  readonly patient: PatientId;
  readonly criteria: readonly Criterion[];
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
  const patient = patientIn(params, identities);
  const criteria: Criterion[] = [];
  const used: [string, string][] = [['patient', `Patient/${identities.patientId(patient)}`]];
  const ignored: string[] = [];
  for (const [name, value] of params) {
    if (value === '' || isPatientParameter(name) || formParameters.has(name) || isResultParameter(name, value))
      continue;
    const criterion = criterionOf(served, name, value);
    if (criterion) {
      criteria.push(criterion);
      used.push([name, value]);
    } else if (strict) throw new ParameterError('PARAMETER_UNSUPPORTED', name);
    else ignored.push(name);
  }
  const count = countOf(params);
  const countOnly = count === 0 || params.get('_summary') === 'count';
  if (countOnly) used.push(['_summary', 'count']);
  else if (params.has('_count')) used.push(['_count', String(count)]);
  return { patient, criteria, count, countOnly, used, ignored };
}

/** Whether the resource satisfies every criterion. */
export function satisfies(resource: Clinical, criteria: readonly Criterion[], now: number): boolean {
  return criteria.every((criterion) => {
    if (criterion.kind === 'token') {
      const tokens = criterion.parameter.tokens(resource);
      return criterion.alternatives.some((sought) => tokens.some((token) => tokenMatches(sought, token)));
    }
    const time = criterion.parameter.interval(resource);
    return time !== undefined && criterion.alternatives.some((sought) => dateMatches(sought, time, now));
  });
}

/** Provenance comes with every match, asked for or not. */
function isResultParameter(name: string, value: string): boolean {
  if (name === '_count') return true;
  return (name === '_summary' && value === 'count') || (name === '_revinclude' && value === 'Provenance:target');
}

function criterionOf(served: ServedType, name: string, value: string): Criterion | undefined {
  const [base = '', modifier] = name.split(':', 2);
  const parameter = served.parameters.find((candidate) => candidate.name === base);
  if (!parameter) return undefined;
  // A modifier changes what is asked for: to ignore it would be to answer another question (R4, Search, modifiers).
  if (modifier !== undefined) throw new ParameterError('PARAMETER_UNSUPPORTED', name, 'Modifiers are not supported.');
  if (parameter.kind === 'token') {
    return { kind: 'token', parameter, alternatives: parsed(name, value, parseToken) };
  }
  return { kind: 'date', parameter, alternatives: parsed(name, value, parseDate) };
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

function countOf(params: URLSearchParams): number {
  const given = params.getAll('_count').at(-1);
  if (given === undefined || given === '') return defaultCount;
  if (!/^\d{1,6}$/.test(given)) throw new ParameterError('PARAMETER_INVALID', '_count', 'It is a whole number.');
  return Math.min(Number(given), maximumCount);
}
