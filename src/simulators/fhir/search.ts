import { BridgeError } from '../../errors.ts';
import { personOid } from './codes.ts';
import type { Subject } from './parts.ts';
import type { Clinical, ClinicalType, Resources } from './resources.ts';

/** A search as it is carried out, after what is not understood has been left out. */
export interface Search {
  readonly type: ClinicalType;
  /** Undefined when nobody here has that identity. */
  readonly subject: Subject | undefined;
  readonly dates: readonly DateTest[];
  readonly ids: readonly string[];
  readonly count: number;
  readonly includePatient: boolean;
  /** What went into it and is no patient's identity: the self link. */
  readonly link: string;
}

/** `ge2024-01-01`: a day of the resource must lie there. */
interface DateTest {
  readonly parameter: string;
  readonly prefix: string;
  readonly day: string;
}

/** Which search parameters there are beside the patient, and the days each looks at. */
const dateParameters: Readonly<Record<ClinicalType, Readonly<Record<string, (resource: Clinical) => DaySpan>>>> = {
  Condition: {
    'recorded-date': (resource) => span('recordedDate' in resource ? resource.recordedDate : undefined),
    'onset-date': (resource) => span('onsetDateTime' in resource ? resource.onsetDateTime : undefined),
  },
  AllergyIntolerance: { date: (resource) => span('recordedDate' in resource ? resource.recordedDate : undefined) },
  Flag: { date: periodOf },
  Encounter: { date: periodOf },
};

export const searchParameters = (type: ClinicalType): string[] => Object.keys(dateParameters[type]);

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
  let subject: Subject | undefined;
  let named = false;
  for (const [name, value] of parameters) {
    if (name === 'patient.identifier' || name === 'patient:identifier' || name === 'patient') {
      if (named) throw new BridgeError('PARAMETER_INVALID', 'One patient at a time.');
      named = true;
      subject =
        name === 'patient' ? resources.subjectById(value.replace(/^Patient\//, '')) : subjectNamed(value, resources);
    } else if (Object.hasOwn(dateParameters[type], name)) {
      dates.push(readDate(name, value));
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
    ids: parameters.getAll('_id').flatMap((value) => value.split(',')),
    count: readCount(parameters.get('_count')),
    includePatient: includes.some((value) => /^\w+:(patient|subject)$/.test(value)),
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

interface DaySpan {
  /** Open where undefined. */
  readonly first: string | undefined;
  readonly last: string | undefined;
}

/** Of a resource without the date: before no day and after none, so that nothing finds it. */
const nowhere: DaySpan = { first: '~', last: '' };

const span = (time: string | undefined): DaySpan =>
  time === undefined ? nowhere : { first: time.slice(0, 10), last: time.slice(0, 10) };

function periodOf(resource: Clinical): DaySpan {
  const period = 'period' in resource ? resource.period : undefined;
  return { first: period?.start?.slice(0, 10), last: period?.end?.slice(0, 10) };
}

export function matches({ type, dates, ids }: Search, resource: Clinical): boolean {
  if (ids.length > 0 && !ids.includes(resource.id ?? '')) return false;
  return dates.every(({ parameter, prefix, day }) => {
    const { first = '', last = '~' } = dateParameters[type][parameter]?.(resource) ?? {};
    if (prefix === 'ge') return last >= day;
    if (prefix === 'gt') return last > day;
    if (prefix === 'le') return first <= day;
    if (prefix === 'lt') return first < day;
    return first <= day && last >= day;
  });
}
