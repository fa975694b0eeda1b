import type { ColumnType, JSONColumnType } from 'kysely';

/** What of the store belongs here; made by the migrations in src/store/. */
export interface OperationsTables {
  'bridge.message_job': MessageJobTable;
  'bridge.unmasking': UnmaskingTable;
  'bridge.captured_message': CapturedMessageTable;
}

/** Replaying or discarding many messages. */
export interface MessageJobTable {
  id: string;
  act: string;
  made_by: string;
  reason: string | null;
  filter: JSONColumnType<object, string, never>;
  total: number;
  done: number;
  state: string;
  failure: string | null;
  started_at: ColumnType<Date, Date, never>;
  seen_at: Date;
}

/** What one engineer asked to see, and what another said to it. */
export interface UnmaskingTable {
  id: string;
  message: string | null;
  /** HSA-ids of the parties to capture between, and how many exchanges. */
  consumer: string | null;
  producer: string | null;
  exchanges: number | null;
  reason: string;
  asked_by: string;
  care_provider: string;
  asked_at: ColumnType<Date, Date, never>;
  answered_by: string | null;
  answered_at: Date | null;
  ends_at: Date | null;
}

interface CapturedMessageTable {
  id: string;
  unmasking: string;
  at: ColumnType<Date, Date, never>;
  place: string;
  correlation_id: string;
  sealed: Buffer;
}
