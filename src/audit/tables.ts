import type { ColumnType, JSONColumnType } from 'kysely';

/** What of the store belongs here; made by the migrations in src/store/. */
export interface AuditTables {
  'bridge.audit_entry': AuditEntryTable;
  'bridge.audit_tree': AuditTreeTable;
  'bridge.audit_node': AuditNodeTable;
  'bridge.audit_head': AuditHeadTable;
  'bridge.audit_key': AuditKeyTable;
  'bridge.review': ReviewTable;
  'bridge.review_item': ReviewItemTable;
  'bridge.review_verdict': ReviewVerdictTable;
  'bridge.refusal_sign_off': RefusalSignOffTable;
}

/** The access log. What is searched has columns; what counts is `entry`, whose hash is a leaf of the tree. */
export interface AuditEntryTable {
  /** From 0, without gaps. */
  sequence: number;
  id: string;
  at: ColumnType<Date, string | Date, never>;
  leaf_hash: Buffer;
  /** Null once disposed of. */
  entry: string | null;
  kind: string;
  action: string;
  outcome: string;
  correlation_id: string;
  contract: string | null;
  purpose: string | null;
  emergency: boolean;
  caller_hsa_id: string | null;
  actor_hsa_id: string | null;
  certificate_fingerprint: string | null;
  certificate_serial: string | null;
  /** Every identity of the patient that was known. */
  patient_ids: string[];
  /** HSA-ids of the unit that read and of those whose data was shown. */
  units: string[];
  /** HSA-ids of their care providers: whose officers may see the entry. */
  controllers: string[];
}

/** One row. */
interface AuditTreeTable {
  size: number;
  /** 32 bytes each, largest subtree first. */
  peaks: Buffer;
  /** Newest signed head; null before the first. */
  head: string | null;
}

interface AuditNodeTable {
  level: number;
  index: number;
  hash: Buffer;
}

interface AuditHeadTable {
  size: number;
  at: ColumnType<Date, string | Date, never>;
  note: string;
}

interface AuditKeyTable {
  key_id: string;
  /** PEM. */
  public_key: string;
  /** Entries that the log had when the key came into use. */
  from_size: number;
  /** Signed note by the key before; null for the first, and where that was lost. */
  endorsement: string | null;
}

export interface ReviewTable {
  id: string;
  at: ColumnType<Date, string, never>;
  made_by: string;
  controller: string | null;
  from_at: ColumnType<Date | null, string | null, never>;
  to_at: ColumnType<Date | null, string | null, never>;
  seed: string;
  size: number;
  population: number;
  criteria: JSONColumnType<object[], string, never>;
}

interface ReviewItemTable {
  review: string;
  position: number;
  entry_id: string;
  criteria: string[];
  note: string | null;
}

export interface ReviewVerdictTable {
  id: string;
  at: ColumnType<Date, string, never>;
  review: string | null;
  subject: string;
  verdict: string;
  reason: string;
  made_by: string;
  up_to: ColumnType<Date | null, string | null, never>;
}

export interface RefusalSignOffTable {
  id: ColumnType<string, string, never>;
  at: ColumnType<Date, string, never>;
  controller: ColumnType<string | null, string | null, never>;
  fingerprint: ColumnType<string, string, never>;
  code: ColumnType<string, string, never>;
  up_to: ColumnType<Date, string, never>;
  note: ColumnType<string, string, never>;
  made_by: ColumnType<string, string, never>;
}
