import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** What of the store belongs here; made by the migrations in src/store/. */
export interface DirectoryCopyTables {
  'bridge.directory_copy': DirectoryCopyTable;
  'bridge.directory_generation': DirectoryGenerationTable;
  'bridge.directory_object': DirectoryObjectTable;
}

/** One row. */
interface DirectoryCopyTable {
  generation: number | null;
  as_of: Date | null;
  looked_at: Date | null;
  full_at: Date | null;
  names_at: Date | null;
  cursor: string | null;
  lease: string | null;
  lease_until: Date | null;
}

export interface DirectoryGenerationTable {
  id: GeneratedAlways<number>;
  state: string;
  kind: ColumnType<string, string, never>;
  origin: ColumnType<string, string, never>;
  covers: ColumnType<string, string, never>;
  mapping: ColumnType<number, number, never>;
  started_at: ColumnType<Date, never, never>;
  ended_at: Date | null;
  as_of: Date | null;
  read_at: Date | null;
  cursor: string | null;
  names_read: Generated<boolean>;
  report: ColumnType<unknown, string | null, string | null>;
  decided_by: string | null;
  reason: string | null;
}

interface DirectoryObjectTable {
  id: GeneratedAlways<number>;
  since: number;
  until: number | null;
  kind: string;
  hsa_id: string;
  /** SHA-256, as `parent` and `hash`. */
  key: Buffer;
  parent: Buffer | null;
  listed: boolean;
  members: string[] | null;
  searched: string | null;
  trigrams: number[] | null;
  hash: Buffer;
  vanished_at: Date | null;
  object: unknown;
}
