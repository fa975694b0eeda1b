import { type ExpressionBuilder, type ExpressionWrapper, type Selectable, type SqlBool, sql } from 'kysely';
import type { Schema, Store } from '../store/index.ts';
import { column } from './columns.ts';
import type { AuditEntry, AuditOutcome, StoredEntry } from './entry.ts';
import { entryOf } from './leaf.ts';
import type { AuditEntryTable } from './tables.ts';

/** What to list; every condition given must hold. Instants are ISO 8601 with zone. */
export interface AuditFilter {
  /** An identity of the patient, without separator; entries of others linked to it then are found too. */
  readonly patient?: string;
  /** HSA-id of the human being. */
  readonly person?: string;
  /** HSA-id of the calling system or person. */
  readonly caller?: string;
  /** HSA-id of either of them. */
  readonly agent?: string;
  /** Serial number or SHA-256 fingerprint of the certificate, hex. */
  readonly certificate?: string;
  /** From this instant on. */
  readonly from?: string;
  /** Before this instant. */
  readonly to?: string;
  /** Any of them, where there are several. */
  readonly outcome?: AuditOutcome | readonly AuditOutcome[];
  readonly kind?: AuditEntry['kind'] | readonly AuditEntry['kind'][];
  readonly action?: string;
  /** `GetDiagnosis:2` */
  readonly contract?: string;
  readonly purpose?: string;
  readonly emergency?: true;
  /** HSA-id of a care unit that read or whose data was shown. */
  readonly unit?: string;
  /**
   * HSA-id of a care provider that read or whose data was shown: the controller of the access, whose officers may see it.
   * Any of them, where there are several.
   */
  readonly controller?: string | readonly string[];
  /** With `controller`: also entries that no care provider is controller of, such as refused certificates. */
  readonly strangers?: true;
  readonly correlationId?: string;
}

export interface AuditPage {
  /** 1–1,000. */
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

export interface AuditList {
  /** Newest first. */
  readonly entries: readonly StoredEntry[];
  /** What to give as `after` for the following page; undefined when this is the last. */
  readonly next: string | undefined;
}

type Database = Store['db'];
type Table = 'bridge.audit_entry';

const MAX_PAGE = 1_000;

export async function listEntries(db: Database, filter: AuditFilter, page: AuditPage): Promise<AuditList> {
  const limit = Math.min(Math.max(page.limit, 1), MAX_PAGE);
  const rows = await matching(db, filter)
    .select(['sequence', 'at', 'entry'])
    .$if(page.after !== undefined, (query) => query.where(older(page.after ?? '')))
    .orderBy('at', 'desc')
    .orderBy('sequence', 'desc')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    entries: shown.flatMap((row) => contentOf(row) ?? []),
    next: last && cursorAfter({ at: last.at.toISOString(), sequence: last.sequence }),
  };
}

/** What to give as `after` for the page that follows upon the entry. */
export function cursorAfter({ at, sequence }: Pick<StoredEntry, 'at' | 'sequence'>): string {
  return `${new Date(at).toISOString()}/${sequence}`;
}

/** By id, or by the sequence number that a list shows; undefined also when its content has been disposed of. */
export async function findEntry(db: Database, key: string): Promise<StoredEntry | undefined> {
  const query = db.selectFrom('bridge.audit_entry').select(['sequence', 'at', 'entry']);
  const isSequence = /^\d{1,15}$/.test(key);
  const row = await (isSequence
    ? query.where('sequence', '=', Number(key))
    : query.where('id', '=', key)
  ).executeTakeFirst();
  return row && contentOf(row);
}

type Condition = ExpressionWrapper<Schema, Table, SqlBool>;

/** Rows that a filter asks for. */
export function matching(db: Database, filter: AuditFilter) {
  return db.selectFrom('bridge.audit_entry').where((eb) => eb.and(conditions(eb, filter)));
}

function conditions(eb: ExpressionBuilder<Schema, Table>, filter: AuditFilter): Condition[] {
  const { patient, person, caller, agent, unit, controller, certificate, from, to } = filter;
  const { outcome, kind, action, contract, purpose, emergency, correlationId } = filter;
  const all: Condition[] = [];
  if (patient) all.push(holds('patient_ids', column(patient)));
  if (person) all.push(eb('actor_hsa_id', '=', column(person.toUpperCase())));
  if (caller) all.push(eb('caller_hsa_id', '=', column(caller.toUpperCase())));
  if (agent) {
    const hsaId = column(agent.toUpperCase());
    all.push(eb.or([eb('actor_hsa_id', '=', hsaId), eb('caller_hsa_id', '=', hsaId)]));
  }
  if (unit) all.push(holds('units', column(unit.toUpperCase())));
  if (controller) all.push(controlledBy(eb, controller, filter.strangers));
  if (certificate) {
    const hex = column(certificate.replaceAll(':', '').toLowerCase());
    all.push(eb.or([eb('certificate_serial', '=', hex), eb('certificate_fingerprint', '=', hex)]));
  }
  if (from) all.push(eb('at', '>=', new Date(from)));
  if (to) all.push(eb('at', '<', new Date(to)));
  if (outcome) all.push(eb('outcome', 'in', [outcome].flat()));
  if (kind) all.push(eb('kind', 'in', [kind].flat()));
  if (action) all.push(eb('action', '=', column(action)));
  if (contract) all.push(eb('contract', '=', column(contract)));
  if (purpose) all.push(eb('purpose', '=', column(purpose)));
  if (emergency) all.push(eb('emergency', '=', true));
  if (correlationId) all.push(eb('correlation_id', '=', column(correlationId)));
  return all;
}

function controlledBy(
  eb: ExpressionBuilder<Schema, Table>,
  controller: string | readonly string[],
  strangers: true | undefined,
): Condition {
  const own = eb.or([controller].flat().map((one) => holds('controllers', column(one.toUpperCase()))));
  return strangers ? eb.or([own, eb('controllers', '=', sql<string[]>`'{}'::text[]`)]) : own;
}

function holds(list: 'patient_ids' | 'units' | 'controllers', value: string): Condition {
  return sql<SqlBool>`${sql.ref(list)} @> ARRAY[${value}]` as unknown as Condition;
}

function older(cursor: string) {
  const [at = '', sequence = ''] = cursor.split('/');
  return (eb: ExpressionBuilder<Schema, Table>) =>
    eb(eb.refTuple('at', 'sequence'), '<', eb.tuple(new Date(at), Number(sequence)));
}

/** Undefined when its content has been disposed of. */
function contentOf({ entry }: Pick<Selectable<AuditEntryTable>, 'entry'>): StoredEntry | undefined {
  return entry === null ? undefined : entryOf(entry);
}
