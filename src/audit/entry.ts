import type { Actor } from '../access/actor.ts';
import type { InstallationConfig } from '../config.ts';
import type { PatientId } from '../contracts/record.ts';
import type { ErrorCode } from '../errors.ts';
import type { Caller, CertificateFacts } from '../siths/caller.ts';

/**
 * One line of the access log (åtkomstlogg): who got, or was refused, what about whom, from where and why. It answers
 * what HSLF-FS 2016:40 4:9–9 a asks (action, care unit, time, user and patient) for the reading and the disclosing
 * care provider alike. Plain data; it holds personal numbers and is the only log that does.
 */
export interface AuditEntry {
  /** UUID; see {@link newEntryId}. */
  readonly id: string;
  /** When, ISO 8601 with zone. */
  readonly at: string;
  readonly installation: Pick<InstallationConfig, 'name' | 'kind'>;
  /** Joins all entries, messages and traces of one call. */
  readonly correlationId: string;
  /**
   * `access`: before the first byte leaves; `continuation`: before each further part leaves; `closing`: how it ended;
   * `refusal`: nothing was released; `act`: something was done about access itself or the log (a consent registered, a
   * block lifted, an extract made, a review closed, content disposed of, a key changed).
   */
  readonly kind: 'access' | 'continuation' | 'closing' | 'refusal' | 'act';
  /** In the words of the national log service; undefined on entries of earlier versions: then a reading (Läsa). */
  readonly activity?: Activity | undefined;
  readonly face: 'soap' | 'npo' | 'fhir' | 'portal' | 'cli';
  /** What was done: `read`, `search`, `indicator`, `consent:register`, `block:lift`, `review:verdict` … */
  readonly action: string;
  /** `GetDiagnosis:2`; undefined where none was recognised. */
  readonly contract: string | undefined;
  readonly logicalAddress: string | undefined;
  /**
   * The system or person the certificate made known; undefined when it was refused. Of a person no name: hers may be
   * protected, now or later (entries of earlier versions have one).
   */
  readonly caller: (Pick<Caller, 'hsaId' | 'kind' | 'organisation'> & Partial<Pick<Caller, 'name'>>) | undefined;
  /** The certificate presented, accepted or not. */
  readonly certificate: CertificateFacts | undefined;
  /** HSA-id of the first consumer in the chain, where the caller forwards for another. */
  readonly originalConsumer: string | undefined;
  /** HSA-id of the organisation the caller said it acted for. */
  readonly onBehalfOf?: string | undefined;
  /** HSA-ids of the care provider and care unit that read. */
  readonly reader: { readonly careProvider: string | undefined; readonly careUnit: string | undefined } | undefined;
  /** The human being who reads, where known, and the commission (medarbetaruppdrag) chosen. */
  readonly actor: (Pick<Actor, 'hsaId' | 'name' | 'commission'> & Partial<Actor>) | undefined;
  readonly purpose: string | undefined;
  readonly patient: PatientId | undefined;
  /** Every other identity of the patient that was known then, so that each finds the entry. */
  readonly linked?: readonly PatientId[] | undefined;
  /** What was decided and on what; see access/. */
  readonly decision?: LoggedDecision | undefined;
  /** Read, or attempted, on the ground of danger to life or serious risk to health. */
  readonly emergency?: boolean | undefined;
  /** What else the action needs to be understood, e.g. the id of an assertion, a sample’s definition. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  /** HSA-ids of the record systems asked. */
  readonly sourcesAsked: readonly string[];
  /** Whose data is shown. */
  readonly units: readonly ReleasedUnit[];
  readonly outcome: AuditOutcome;
  /** Why refused or failed. */
  readonly code: ErrorCode | undefined;
  /** The reason in words. */
  readonly reason: string | undefined;
  readonly records: number;
  /** From the call's arrival to this entry. */
  readonly milliseconds: number;
}

/** ActivityType of the national log service (StoreLog). */
export const activities = ['Läsa', 'Skriva', 'Signera', 'Utskrift', 'Vidimera', 'Radera', 'Nödöppning'] as const;
export type Activity = (typeof activities)[number];

/** A decision as the log keeps it: what, by which rule of which day, on which inputs. No content. */
export interface LoggedDecision {
  readonly outcome: 'permit' | 'deny' | 'partial';
  readonly code: ErrorCode | undefined;
  readonly rule: string;
  readonly ruleSet: string;
  readonly ground: string;
  readonly detail?: string | undefined;
  /** Relation, consent, how old the answers about blocks were, who gave them … Plain data. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Of single records: how many by rule. */
  readonly records?: readonly { readonly rule: string; readonly shown: string; readonly count: number }[];
  /** Which indicators the reader was given; none where they would have named whose it is. */
  readonly told?: readonly string[];
}

export const auditOutcomes = ['released', 'partial', 'empty', 'refused', 'failed'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** HSA-ids of the care unit that owns the information, its care provider and the record system it came from. */
export interface ReleasedUnit {
  readonly careProvider: string | undefined;
  readonly careUnit: string | undefined;
  readonly source: string;
  readonly records: number;
}

/** An entry as the store holds it. `sequence` is its number as a leaf of the tree: from 0, without gaps. */
export interface StoredEntry extends AuditEntry {
  readonly sequence: number;
}

/** What an entry keeps of who calls. */
export function loggedCaller({
  hsaId,
  name,
  kind,
  organisation,
  certificate,
}: Caller): Pick<AuditEntry, 'certificate'> & { readonly caller: NonNullable<AuditEntry['caller']> } {
  return { caller: { hsaId, kind, organisation, ...(kind === 'function' && { name }) }, certificate };
}

export function newEntryId(): string {
  return crypto.randomUUID();
}

/** No honest text of an entry is longer, and nobody shall fill the log with one message. */
const MAX_TEXT = 4_096;

/**
 * The entry as both journal and database can hold it. Texts come from outside: PostgreSQL refuses NUL and unpaired
 * surrogates, and one refused entry would refuse all that share its commit.
 */
export function storable(entry: AuditEntry): AuditEntry {
  const text = JSON.stringify(entry);
  // No text in it is longer than the whole.
  if (text.length <= MAX_TEXT && !escapedDoubt.test(text)) return JSON.parse(text);
  return JSON.parse(
    JSON.stringify(entry, (_key, value: unknown) => (typeof value === 'string' ? storableText(value) : value)),
  );
}

/** NUL, or half a pair, as JSON writes them; or a text that looks so. */
const escapedDoubt = /\\u(?:0000|d[89a-f])/;

function storableText(text: string): string {
  const wellFormed = text.replaceAll('\0', '\uFFFD').toWellFormed();
  return wellFormed.length <= MAX_TEXT ? wellFormed : `${wellFormed.slice(0, MAX_TEXT).toWellFormed()}…`;
}
