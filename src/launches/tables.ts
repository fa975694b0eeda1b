import type { ColumnType } from 'kysely';

/** What of the store belongs here; made by the migrations in src/store/. */
export interface LaunchTables {
  'bridge.launch': LaunchTable;
}

/** What a record system sent along when it opened the portal. */
interface LaunchTable {
  /** SHA-256 of the browser's cookie, hex. */
  id_hash: string;
  sealed: Buffer;
  made_at: ColumnType<Date, Date, never>;
}
