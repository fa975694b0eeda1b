import type { ExpressionBuilder, ExpressionWrapper, Insertable, Selectable, SqlBool } from 'kysely';
import type { AuditEntryTable, Schema, Store } from '../store/index.ts';
import type { AuditEntry, AuditOutcome, StoredEntry } from './entry.ts';

/** What to list; every condition given must hold. Instants are ISO 8601 with zone. */
export interface AuditFilter {
  /** The patient's id, without separator. */
  readonly patient?: string;
  /** HSA-id of the calling system or person. */
  readonly caller?: string;
  /** Serial number or SHA-256 fingerprint of the certificate, hex. */
  readonly certificate?: string;
  /** From this instant on. */
  readonly from?: string;
  /** Before this instant. */
  readonly to?: string;
  readonly outcome?: AuditOutcome;
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
/** Longest value of a searched column: an index takes no more than about 2,700 bytes. */
const MAX_COLUMN = 200;

/** An entry whose id is there already is left as it stands: a caller may repeat what it got no answer to. */
export async function insertEntries(db: Database, entries: readonly AuditEntry[]): Promise<void> {
  const rows = entries.map(rowOf);
  await db
    .insertInto('bridge.audit_entry')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Those of the entries that the table lacks. */
export async function missingEntries(db: Database, entries: readonly AuditEntry[]): Promise<AuditEntry[]> {
  const ids = entries.map((entry) => entry.id);
  const present = await db.selectFrom('bridge.audit_entry').select('id').where('id', 'in', ids).execute();
  const known = new Set(present.map((row) => row.id));
  return entries.filter((entry) => !known.has(entry.id));
}

export async function listEntries(db: Database, filter: AuditFilter, page: AuditPage): Promise<AuditList> {
  const limit = Math.min(Math.max(page.limit, 1), MAX_PAGE);
  const rows = await matching(db, filter)
    .$if(page.after !== undefined, (query) => query.where(older(page.after ?? '')))
    .orderBy('at', 'desc')
    .orderBy('sequence', 'desc')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { entries: shown.map(entryOf), next: last && `${last.at.toISOString()}/${last.sequence}` };
}

/** By id, or by the sequence number that a list shows. */
export async function findEntry(db: Database, key: string): Promise<StoredEntry | undefined> {
  const query = db.selectFrom('bridge.audit_entry').select(['sequence', 'at', 'entry']);
  const isSequence = /^\d{1,15}$/.test(key);
  const row = await (isSequence
    ? query.where('sequence', '=', Number(key))
    : query.where('id', '=', key)
  ).executeTakeFirst();
  return row && entryOf(row);
}

type Condition = ExpressionWrapper<Schema, Table, SqlBool>;

function matching(db: Database, filter: AuditFilter) {
  return db
    .selectFrom('bridge.audit_entry')
    .select(['sequence', 'at', 'entry'])
    .where((eb) => eb.and(conditions(eb, filter)));
}

function conditions(eb: ExpressionBuilder<Schema, Table>, filter: AuditFilter): Condition[] {
  const { patient, caller, certificate, from, to, outcome, correlationId } = filter;
  const all: Condition[] = [];
  if (patient) all.push(eb('patient_id', '=', column(patient)));
  if (caller) all.push(eb('caller_hsa_id', '=', column(caller.toUpperCase())));
  if (certificate) {
    const hex = column(certificate.replaceAll(':', '').toLowerCase());
    all.push(eb.or([eb('certificate_serial', '=', hex), eb('certificate_fingerprint', '=', hex)]));
  }
  if (from) all.push(eb('at', '>=', new Date(from)));
  if (to) all.push(eb('at', '<', new Date(to)));
  if (outcome) all.push(eb('outcome', '=', outcome));
  if (correlationId) all.push(eb('correlation_id', '=', column(correlationId)));
  return all;
}

function older(cursor: string) {
  const [at = '', sequence = ''] = cursor.split('/');
  return (eb: ExpressionBuilder<Schema, Table>) =>
    eb(eb.refTuple('at', 'sequence'), '<', eb.tuple(new Date(at), Number(sequence)));
}

function rowOf(entry: AuditEntry): Insertable<AuditEntryTable> {
  return {
    id: entry.id,
    at: entry.at,
    kind: entry.kind,
    outcome: entry.outcome,
    correlation_id: column(entry.correlationId),
    caller_hsa_id: entry.caller ? column(entry.caller.hsaId) : null,
    patient_id: entry.patient ? column(entry.patient.id) : null,
    certificate_fingerprint: entry.certificate ? column(entry.certificate.fingerprint) : null,
    certificate_serial: entry.certificate ? column(entry.certificate.serial) : null,
    entry: JSON.stringify(entry),
  };
}

function entryOf(row: Pick<Selectable<AuditEntryTable>, 'sequence' | 'entry'>): StoredEntry {
  return { ...(row.entry as AuditEntry), sequence: row.sequence };
}

function column(text: string): string {
  return text.slice(0, MAX_COLUMN);
}
