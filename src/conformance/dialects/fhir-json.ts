import { parseJson } from '../../sources/fhir-r4/json.ts';
import { bundleOf, type Unchecked } from '../../sources/fhir-r4/resources.ts';
import type { Refusal, Unreadable } from '../reply.ts';
import { unreadable } from '../reply.ts';
import type { HttpReply } from '../system.ts';
import { textIn } from './text.ts';

const mediaTypes = ['application/fhir+json', 'application/json'];

/** What a message holds, numbers as the connector has them; or why it cannot be read. */
export function readJson(http: HttpReply): unknown | Unreadable {
  const text = textIn(http, mediaTypes, decoded);
  if (typeof text !== 'string') return text;
  try {
    return parseJson(text);
  } catch {
    // What the parser says quotes what it read.
    return unreadable(http.status, { sv: 'svaret är inte JSON', en: 'the answer is not JSON' });
  }
}

/** A Bundle as far as the connector has judged it. */
export interface FhirPage {
  readonly type?: unknown;
  readonly link?: readonly { readonly relation: string; readonly url: string }[];
  readonly entry?: readonly FhirEntry[];
}

interface FhirEntry {
  readonly fullUrl?: string;
  readonly resource?: Unchecked;
  readonly search?: { readonly mode?: string };
}

export function pageIn(http: HttpReply): FhirPage | undefined {
  return bundleOf(readJson(http));
}

/** FHIR has one character set (R4 §2.6.1). */
function decoded(body: Buffer, charset = 'utf-8'): string | undefined {
  if (charset.toLowerCase() !== 'utf-8') return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

interface Issue {
  readonly severity?: string;
  readonly code?: string;
}

/** An OperationOutcome that says no, or a Bundle with one. */
export function refusalIn(json: unknown, status: number): Refusal | undefined {
  const outcome = outcomesIn(json).find((one) => status >= 400 || issuesOf(one).some(isError));
  if (!outcome) return undefined;
  const code = issuesOf(outcome).find(isError)?.code;
  return {
    kind: 'fault',
    status,
    what: { sv: `ett OperationOutcome (${code ?? 'utan kod'})`, en: `an OperationOutcome (${code ?? 'no code'})` },
    isProper: status >= 400 && status < 500 && code !== undefined,
    says: JSON.stringify(outcome),
  };
}

interface Holder {
  readonly resourceType?: unknown;
  readonly entry?: unknown;
  readonly issue?: unknown;
}

function outcomesIn(json: unknown): readonly Holder[] {
  const whole = (json ?? {}) as Holder;
  const entries = Array.isArray(whole.entry)
    ? whole.entry.map((one: { readonly resource?: Holder }) => one?.resource)
    : [];
  return [whole, ...entries].filter((one): one is Holder => one?.resourceType === 'OperationOutcome');
}

const issuesOf = ({ issue }: Holder): readonly Issue[] => (Array.isArray(issue) ? issue : []);
const isError = ({ severity }: Issue): boolean => severity === 'error' || severity === 'fatal';
