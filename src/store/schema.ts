import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** Our tables, all in the PostgreSQL schema `bridge` and always named with it. What makes them: migrations.ts. */
export interface Schema {
  'bridge.audit_entry': AuditEntryTable;
  'bridge.withheld_record': WithheldRecordTable;
}

/** Records that were withheld, counted; no patient, no value. */
interface WithheldRecordTable {
  /** `YYYY-MM-DD` */
  day: string;
  source: string;
  contract: string;
  reason: string;
  rule: string;
  count: number;
}

/** The access log. What is searched has columns; the entry itself is whole in `entry`. */
export interface AuditEntryTable {
  sequence: Generated<number>;
  id: string;
  at: ColumnType<Date, string | Date, never>;
  kind: string;
  outcome: string;
  correlation_id: string;
  caller_hsa_id: string | null;
  patient_id: string | null;
  certificate_fingerprint: string | null;
  certificate_serial: string | null;
  entry: JSONColumnType<object, string, never>;
}
