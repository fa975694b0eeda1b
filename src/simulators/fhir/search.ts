import type { Period } from 'fhir/r4';
import { BridgeError } from '../../errors.ts';
import { personOid } from './codes.ts';
import type { Subject } from './ids.ts';
import { parameters as known, tokensOf, valuesAt } from './parameters.ts';
import type { Clinical, ClinicalType } from './record.ts';
import type { Resources } from './resources.ts';
import { hasToken, type TokenTest } from './tokens.ts';

/** A search as it is carried out, after what is not understood has been left out. */
export interface Search {
  readonly type: ClinicalType;
  /** Undefined when nobody here has that identity. */
  readonly subject: Subject | undefined;
  readonly dates: readonly DateTest[];
  readonly tokens: readonly TokenTest[];
  readonly ids: readonly string[];
  readonly count: number;
  readonly includePatient: boolean;
  /** Elements whose references are followed. */
  readonly includes: readonly string[];
  /** What went into it and is no patient's identity: the self link. */
  readonly link: string;
}

/** `ge2024-01-01`: a day of the resource must lie there. */
interface DateTest {
  readonly parameter: string;
  readonly prefix: string;
  readonly day: string;
}

const defaultCount = 50;
const largestCount = 250;

/**
 * Reads the parameters of a search. Throws `PATIENT_REQUIRED` without a patient, `PARAMETER_INVALID` on a value of the
 * wrong form, and when `strict` (Prefer: handling=strict) `PARAMETER_UNSUPPORTED` on a parameter it does not know.
 */
export function readSearch(
  type: ClinicalType,
  parameters: URLSearchParams,
  resources: Resources,
  strict: boolean,
): Search {
  const link = new URLSearchParams();
  const dates: DateTest[] = [];
  const tokens: TokenTest[] = [];
  let subject: Subject | undefined;
  let named = false;
  for (const [name, value] of parameters) {
    if (name === 'patient.identifier' || name === 'patient:identifier' || name === 'patient') {
      if (named) throw new BridgeError('PARAMETER_INVALID', 'One patient at a time.');
      named = true;
      subject =
        name === 'patient' ? resources.subjectById(value.replace(/^Patient\//, '')) : subjectNamed(value, resources);
    } else if (Object.hasOwn(known[type].dates ?? {}, name)) {
      dates.push(readDate(name, value));
      link.append(name, value);
    } else if (Object.hasOwn(tokensOf(type), name)) {
      tokens.push({ parameter: name, tokens: value.split(',') });
      link.append(name, value);
    } else if (['_count', '_include', '_revinclude', '_id', '_format'].includes(name)) {
      link.append(name, value);
    } else if (strict) throw new BridgeError('PARAMETER_UNSUPPORTED', name);
  }
  if (!named) throw new BridgeError('PATIENT_REQUIRED');
  const includes = parameters.getAll('_include');
  return {
    type,
    subject,
    dates,
    tokens,
    ids: parameters.getAll('_id').flatMap((value) => value.split(',')),
    count: readCount(parameters.get('_count')),
    includePatient: includes.some((value) => /^\w+:(patient|subject)$/.test(value)),
    includes: includes.flatMap((value) => includedElement(type, value)),
    link: link.size > 0 ? `${type}?${link}` : type,
  };
}

function subjectNamed(token: string, resources: Resources): Subject | undefined {
  const [uri, value, ...rest] = token.split('|');
  if (!value || rest.length > 0) throw new BridgeError('PARAMETER_INVALID', 'patient.identifier must be system|value.');
  const subject = resources.subjectByNumber(value);
  return subject?.patient.identity.type === personOid(uri ?? '') ? subject : undefined;
}

function readDate(parameter: string, value: string): DateTest {
  const [, prefix = 'eq', day] = /^(eq|ge|gt|le|lt)?(\d{4}-\d{2}-\d{2})(?:T.*)?$/.exec(value) ?? [];
  if (!day)
    throw new BridgeError('PARAMETER_INVALID', `${parameter} must be a date YYYY-MM-DD, with ge, gt, le or lt.`);
  return { parameter, prefix, day };
}

function readCount(value: string | null): number {
  if (value === null) return defaultCount;
  if (!/^\d{1,6}$/.test(value)) throw new BridgeError('PARAMETER_INVALID', '_count must be a number.');
  return Math.min(Number(value), largestCount);
}

/** `Type:parameter`, or `Type:parameter:TargetType`. */
function includedElement(type: ClinicalType, value: string): string[] {
  const [of, name = ''] = value.split(':');
  const elements = known[type].includes ?? {};
  if (of === type && name === '*') return Object.values(elements);
  const element = of === type ? elements[name] : undefined;
  return element === undefined ? [] : [element];
}

export function matches({ type, dates, tokens, ids }: Search, resource: Clinical): boolean {
  if (ids.length > 0 && !ids.includes(resource.id ?? '')) return false;
  return (
    tokens.every((test) => hasToken(resource, test)) &&
    dates.every((test) => isWithin(test, known[type].dates?.[test.parameter] ?? [], resource))
  );
}

/** Of a resource without the date nothing is found. */
function isWithin({ prefix, day }: DateTest, paths: readonly string[], resource: Clinical): boolean {
  return paths
    .flatMap((path) => valuesAt(resource, path))
    .map(daysOf)
    .some(({ first, last }) => {
      if (prefix === 'ge') return last >= day;
      if (prefix === 'gt') return last > day;
      if (prefix === 'le') return first <= day;
      if (prefix === 'lt') return first < day;
      return first <= day && last >= day;
    });
}

/** Of a dateTime or a Period; where it is open, before or after all days. */
function daysOf(value: unknown): { readonly first: string; readonly last: string } {
  if (typeof value === 'string') return { first: value.slice(0, 10), last: value.slice(0, 10) };
  const { start, end } = value as Period;
  return { first: start?.slice(0, 10) ?? '', last: end?.slice(0, 10) ?? '~' };
}
