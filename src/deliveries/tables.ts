import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';

/** What of the store belongs here; made by the migrations in src/store/. */
export interface DeliveryTables {
  'bridge.delivery': DeliveryTable;
  'bridge.delivery_pause': DeliveryPauseTable;
}

/** The outbox. */
export interface DeliveryTable {
  sequence: GeneratedAlways<number>;
  id: ColumnType<string, string, never>;
  destination: ColumnType<string, string, never>;
  kind: ColumnType<string, string, never>;
  /** HMAC; see src/deliveries/vault.ts. */
  key: ColumnType<Buffer, Buffer, never>;
  state: string;
  correlation_id: ColumnType<string, string, never>;
  facts: JSONColumnType<Record<string, string | number>, string, never>;
  /** Of the content before it was sealed. */
  bytes: ColumnType<number, number, never>;
  /** Sealed; null once delivered or discarded. */
  content: Buffer | null;
  accepted_at: ColumnType<Date, never, never>;
  gives_up_at: ColumnType<Date, unknown, unknown>;
  attempts: Generated<number>;
  mishaps: Generated<number>;
  doubtful: Generated<boolean>;
  /** Null unless it waits and is the first of its key. */
  due_at: Date | null;
  lease: string | null;
  lease_until: Date | null;
  finished_at: Date | null;
  receipt: string | null;
  failure_class: string | null;
  failure_reason: string | null;
  failure_text: string | null;
  failed_at: Date | null;
}

interface DeliveryPauseTable {
  destination: string;
  paused_by: string;
  reason: string;
  at: Generated<Date>;
}
