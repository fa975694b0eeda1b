import type { ColumnType, Generated } from 'kysely';

/** What of the store belongs here; made by the migrations in src/store/. */
export interface LongWorkTables {
  'bridge.long_work': LongWorkTable;
  'bridge.long_work_chunk': LongWorkChunkTable;
}

export interface LongWorkTable {
  id: ColumnType<string, string, never>;
  kind: ColumnType<string, string, never>;
  owner: ColumnType<string, string, never>;
  care_provider: ColumnType<string, string, never>;
  state: string;
  done: Generated<number>;
  total: Generated<number>;
  failure: ColumnType<string | null, never, string>;
  outcome: ColumnType<object | null, never, string>;
  bytes: Generated<number>;
  started_at: ColumnType<Date, never, never>;
  seen_at: ColumnType<Date, never, Date>;
  ended_at: ColumnType<Date | null, never, Date>;
}

interface LongWorkChunkTable {
  work: string;
  position: number;
  /** Compressed before it was sealed. */
  sealed: Buffer;
}
