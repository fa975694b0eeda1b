/** What of the store belongs here; made by the migrations in src/store/. */
export interface LogCopyTables {
  'bridge.log_copy': { next: number };
}
