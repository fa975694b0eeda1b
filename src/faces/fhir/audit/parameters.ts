import type { AuditFilter, AuditOutcome } from '../../../audit/index.ts';
import type { DescribedParameter } from '../described-parameter.ts';
import { hsaIdOf, idOfReference } from '../directory/parameters.ts';
import type { Identities } from '../identities.ts';
import { systems } from '../mapping/systems.ts';
import { ParameterError } from '../problems.ts';
import { parseDate } from '../search/date-filter.ts';
import { isPatientParameter, patientIn } from '../search/patient.ts';
import { countOf } from '../search/query.ts';
import { alternativesIn, parseToken } from '../search/tokens.ts';
import type { Outcome } from './outcome.ts';

interface Parameter extends DescribedParameter {
  /** What the log is asked for; undefined when the value cannot be read. */
  read(value: string): AuditFilter | undefined;
}

const agent = (value: string): AuditFilter | undefined => {
  const hsaId = value.includes('|') ? hsaIdOf(value) : idOfReference(value);
  return hsaId ? { agent: hsaId } : undefined;
};
const code = (value: string, system?: string): string | undefined => {
  const token = parseToken(value);
  const isIts = token?.system === undefined || token.system === system;
  return isIts ? token?.code : undefined;
};
const named = <Name extends keyof AuditFilter>(name: Name, value: AuditFilter[Name]): AuditFilter | undefined =>
  value === undefined ? undefined : { [name]: value };

/** What the access log can be asked for beside the patient and the outcome; each stands once, dates apart. */
const parameters: readonly Parameter[] = [
  {
    name: 'date',
    type: 'date',
    documentation: 'When it was recorded: eq, ge, gt, le, lt, sa, eb. May stand twice, for a period.',
    read: period,
  },
  {
    name: 'agent',
    type: 'reference',
    documentation: 'The person or system: `Practitioner/<HSA-id>`.',
    read: agent,
  },
  {
    name: 'agent.identifier',
    type: 'token',
    documentation: 'The same by identifier: `<system>|<HSA-id>`.',
    read: agent,
  },
  {
    name: 'altid',
    type: 'token',
    documentation: 'Serial number or SHA-256 fingerprint of the certificate, hexadecimal.',
    read: (value) => named('certificate', code(value)),
  },
  {
    name: 'entity.identifier',
    type: 'token',
    documentation: 'X-Request-Id of the call.',
    read: (value) => named('correlationId', code(value)),
  },
  {
    name: 'subtype',
    type: 'token',
    documentation: `What was done, in the words of the access log (system ${systems.auditAction}).`,
    read: (value) => named('action', code(value, systems.auditAction)),
  },
];

export const auditParameters: readonly DescribedParameter[] = [
  { name: 'patient', type: 'reference', documentation: 'The patient’s id from an earlier answer.' },
  {
    name: 'patient.identifier',
    type: 'token',
    documentation: 'Kind of identity and number, `<system>|<value>`; best in the body of POST _search.',
  },
  {
    name: 'outcome',
    type: 'token',
    documentation: '0 released or nothing found, 4 refused, 8 sources failed, 12 own.',
  },
  ...parameters,
  { name: '_count', type: 'number', documentation: 'Entries a page: 50 unless told, at most 250.' },
];

/** A search of the log, as read. */
interface AuditQuery {
  readonly filter: AuditFilter;
  /** Undefined: all. */
  readonly outcomes: ReadonlySet<Outcome> | undefined;
  readonly count: number;
  /** What was understood, with the patient by opaque id. */
  readonly used: [name: string, value: string][];
  readonly ignored: readonly string[];
}

const maximumParameters = 50;
const formParameters: ReadonlySet<string> = new Set(['_format', '_pretty', '_count', '_page']);

/** Throws PARAMETER_INVALID, PATIENT_ID_INVALID, and PARAMETER_UNSUPPORTED for what is unknown when strict. */
export function readAuditQuery(params: URLSearchParams, strict: boolean, identities: Identities): AuditQuery {
  if (params.size > maximumParameters)
    throw new ParameterError('PARAMETER_INVALID', '', 'There are too many parameters.');
  let filter: AuditFilter = {};
  const used: [string, string][] = [];
  const ignored: string[] = [];
  const given = [...params].filter(([name, value]) => value.trim() !== '' && !formParameters.has(name));
  if (given.some(([name]) => isPatientParameter(name, false))) {
    const patient = patientIn(params, false, identities);
    filter = { patient: patient.id };
    used.push(['patient', `Patient/${identities.patientId(patient)}`]);
  }
  for (const [name, value] of given) {
    if (isPatientParameter(name, false)) continue;
    // `agent:Practitioner` and `agent:identifier` ask for the same.
    const base = name.replace(/:(Practitioner|Device)$/, '').replace(/:identifier$/, '.identifier');
    const parameter = parameters.find((candidate) => candidate.name === base);
    if (parameter) filter = together(filter, parameter.read(value.trim()), name);
    else if (name !== 'outcome') {
      if (strict) throw new ParameterError('PARAMETER_UNSUPPORTED', name);
      ignored.push(name);
      continue;
    }
    used.push([name, value]);
  }
  const outcomes = outcomesIn(params);
  const count = Math.max(countOf(params), 1);
  if (params.has('_count')) used.push(['_count', String(count)]);
  return { filter: { ...filter, ...(outcomes && { outcome: loggedAs(outcomes) }) }, outcomes, count, used, ignored };
}

function together(filter: AuditFilter, more: AuditFilter | undefined, name: string): AuditFilter {
  if (!more) throw new ParameterError('PARAMETER_INVALID', name);
  const { from = filter.from, to = filter.to, ...rest } = more;
  if (Object.keys(rest).some((key) => key in filter))
    throw new ParameterError('PARAMETER_INVALID', name, 'It stands more than once.');
  const later = filter.from !== undefined && from !== undefined && filter.from > from ? filter.from : from;
  const earlier = filter.to !== undefined && to !== undefined && filter.to < to ? filter.to : to;
  return { ...filter, ...rest, ...(later && { from: later }), ...(earlier && { to: earlier }) };
}

function period(value: string): AuditFilter | undefined {
  const criterion = parseDate(value);
  if (!criterion) return undefined;
  const { prefix, interval } = criterion;
  const [start, end] = [interval.from, interval.to].map((instant) => new Date(instant).toISOString());
  switch (prefix) {
    case 'eq':
      return between(start, end);
    case 'ge':
      return between(start, undefined);
    case 'gt':
    case 'sa':
      return between(end, undefined);
    case 'le':
      return between(undefined, end);
    case 'lt':
    case 'eb':
      return between(undefined, start);
    default:
      return undefined;
  }
}

function between(from: string | undefined, to: string | undefined): AuditFilter {
  return { ...(from && { from }), ...(to && { to }) };
}

function outcomesIn(params: URLSearchParams): ReadonlySet<Outcome> | undefined {
  const values = params.getAll('outcome').filter((value) => value.trim() !== '');
  if (values.length === 0) return undefined;
  const [value = ''] = values;
  const asked = alternativesIn(value).map((one) => code(one, 'http://hl7.org/fhir/audit-event-outcome'));
  if (values.length > 1 || !asked.every(isOutcome)) throw new ParameterError('PARAMETER_INVALID', 'outcome');
  return new Set(asked);
}

function isOutcome(value: string | undefined): value is Outcome {
  return value !== undefined && Object.hasOwn(logged, value);
}

/** Under which of the log's outcomes each may stand; exactly which it is, the reason tells. */
const logged: Readonly<Record<Outcome, readonly AuditOutcome[]>> = {
  0: ['released', 'partial', 'empty'],
  4: ['refused'],
  8: ['failed', 'refused'],
  12: ['failed', 'refused'],
};

function loggedAs(outcomes: ReadonlySet<Outcome>): readonly AuditOutcome[] {
  return [...new Set([...outcomes].flatMap((outcome) => logged[outcome]))];
}
