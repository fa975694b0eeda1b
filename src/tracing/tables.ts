import type { ColumnType, Generated, JSONColumnType } from 'kysely';

/** What of the store belongs here; made by the migrations in src/store/. */
export interface TracingTables {
  'bridge.trace_segment': TraceSegmentTable;
}

/** What one process did for one call; no patient. */
interface TraceSegmentTable {
  id: Generated<number>;
  correlation_id: string;
  trace_id: string;
  at: ColumnType<Date, string, never>;
  process: string;
  omitted: number;
  steps: JSONColumnType<object[], string, never>;
}
