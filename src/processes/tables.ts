import type { ColumnType, JSONColumnType } from 'kysely';

/** What of the store belongs here; made by the migrations in src/store/. */
export interface ProcessTables {
  'bridge.process': ProcessTable;
}

/** The running processes, as they tell of themselves. */
interface ProcessTable {
  id: string;
  role: string;
  version: string;
  host: string;
  started_at: ColumnType<Date, never, never>;
  seen_at: ColumnType<Date, never, Date>;
  knows: JSONColumnType<object, string, string>;
}
