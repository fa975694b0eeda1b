import type { ColumnType } from 'kysely';

/** What of the store belongs here; made by the migrations in src/store/. */
export interface TokenTables {
  'bridge.spent_assertion': SpentAssertionTable;
}

/** Client assertions that tokens were given for: none is taken twice. */
interface SpentAssertionTable {
  /** SHA-256 of who made it and its id. */
  digest: Buffer;
  /** When it would no longer have been taken anyhow. */
  expires: ColumnType<Date, Date, never>;
}
