import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4';
import { type BridgeError, type ErrorCode, type ErrorKind, errorCatalogue } from '../../errors.ts';
import { failureIssues } from './coverage-issues.ts';
import { ParameterError, SourcesFailed } from './problems.ts';

interface Shape {
  readonly status: number;
  readonly code: OperationOutcomeIssue['code'];
}

const shapesByKind: Readonly<Record<ErrorKind, Shape>> = {
  'bad-request': { status: 400, code: 'invalid' },
  unauthenticated: { status: 401, code: 'login' },
  forbidden: { status: 403, code: 'forbidden' },
  'not-found': { status: 404, code: 'not-found' },
  'too-large': { status: 413, code: 'too-long' },
  'not-acceptable': { status: 406, code: 'not-supported' },
  throttled: { status: 429, code: 'throttled' },
  overloaded: { status: 503, code: 'transient' },
  upstream: { status: 502, code: 'transient' },
  timeout: { status: 504, code: 'timeout' },
  internal: { status: 500, code: 'exception' },
  operator: { status: 500, code: 'exception' },
};

/** Where a code says more than its kind. */
const shapesByCode: Readonly<Partial<Record<ErrorCode, Shape>>> = {
  CERT_EXPIRED: { status: 401, code: 'expired' },
  PATIENT_REQUIRED: { status: 400, code: 'required' },
  PATIENT_ID_INVALID: { status: 400, code: 'value' },
  PATIENT_NOT_ALLOWED: { status: 400, code: 'business-rule' },
  PARAMETER_INVALID: { status: 400, code: 'value' },
  PARAMETER_UNSUPPORTED: { status: 400, code: 'not-supported' },
  SUMMARY_PROFILE_UNKNOWN: { status: 422, code: 'not-supported' },
  METHOD_NOT_ALLOWED: { status: 405, code: 'not-supported' },
  // Nobody there to answer, as against a bad answer.
  SOURCE_UNREACHABLE: { status: 504, code: 'transient' },
};

/** Seconds after which to come back, by status. */
const retryAfter: Readonly<Record<number, string>> = { 429: '60', 503: '5' };

/** How the FHIR face answers an error: status, headers that belong to it, and the outcome. Never the cause or a stack. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly outcome: OperationOutcome;
}

export function refusalOf(error: BridgeError, correlationId: string): Refusal {
  const shape = shapesByCode[error.code] ?? shapesByKind[error.kind];
  const status = isBodyType(error) ? 415 : shape.status;
  const after = retryAfter[status];
  return {
    status,
    headers: {
      ...(after && { 'retry-after': after }),
      ...challengeOf(error, status),
      ...(status === 405 && { allow: 'GET, HEAD, POST' }),
    },
    outcome: outcomeWith(issuesOf(error, shape.code), explanation(error), correlationId),
  };
}

/** RFC 9110 asks for a challenge with every 401; RFC 6750 §3.1 says what was wrong with a token. */
function challengeOf({ code }: BridgeError, status: number): Record<string, string> {
  if (code === 'TOKEN_INVALID') return { 'www-authenticate': 'Bearer error="invalid_token"' };
  if (code === 'SCOPE_MISSING') return { 'www-authenticate': 'Bearer error="insufficient_scope"' };
  return status === 401 ? { 'www-authenticate': 'Bearer' } : {};
}

/** An outcome of these issues, each ending in the correlation id that leads to why. */
export function outcomeWith(
  issues: readonly OperationOutcomeIssue[],
  diagnostics: string | undefined,
  correlationId: string,
): OperationOutcome {
  const trail = [diagnostics, `Correlation id ${correlationId}.`].filter(Boolean).join(' ');
  return { resourceType: 'OperationOutcome', issue: issues.map((issue) => ({ ...issue, diagnostics: trail })) };
}

/** Parameters that had no effect. */
export function ignoredIssues(names: readonly string[]): OperationOutcomeIssue[] {
  return [...new Set(names)].map((name) => ({
    severity: 'information',
    code: 'not-supported',
    details: {
      text: `Parametern stöds inte och har ingen verkan. / The parameter is not supported and has no effect.`,
    },
    location: [locationOf(name)],
  }));
}

/** Elements whose code had to be shown as something less precise. */
export function doubtIssues(elements: ReadonlySet<string>): OperationOutcomeIssue[] {
  return [...elements].map((element) => ({
    severity: 'warning',
    code: 'code-invalid',
    details: { text: `En kod i ${element} kunde inte översättas. / A code in ${element} could not be translated.` },
  }));
}

function issuesOf(error: BridgeError, code: OperationOutcomeIssue['code']): OperationOutcomeIssue[] {
  if (error instanceof SourcesFailed) return failureIssues(error.coverage);
  const { sv, en } = errorCatalogue[error.code];
  return [
    {
      severity: error.kind === 'internal' || error.kind === 'operator' ? 'fatal' : 'error',
      code,
      details: { text: `${sv} / ${en}` },
      location: error instanceof ParameterError && error.parameter ? [locationOf(error.parameter)] : undefined,
    },
  ];
}

function explanation(error: BridgeError): string {
  return [error.detail, errorCatalogue[error.code].remedy, `Reason ${error.code}.`].filter(Boolean).join(' ');
}

/** A parameter as FHIR points at it. The name is the caller's own text, so only what a name can hold is repeated. */
function locationOf(parameter: string): string {
  return `http.${parameter.replace(/[^A-Za-z0-9_.:-]/g, '').slice(0, 64)}`;
}

/** The same code tells of an answer nobody can give (406) and a body nobody can read (415). */
function isBodyType(error: BridgeError): boolean {
  return (error.cause as { code?: unknown } | undefined)?.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE';
}
