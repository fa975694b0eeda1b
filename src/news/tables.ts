import type { JSONColumnType } from 'kysely';

/** What of the store belongs here; made by the migrations in src/store/. */
export interface NewsTables {
  'bridge.news_version': NewsVersionTable;
  'bridge.news_put_away': { item: string; person: string; version: number };
}

export interface NewsVersionTable {
  item: string;
  version: number;
  kind: string;
  care_provider: string;
  shown_from: Date;
  begins: Date | null;
  shown_to: Date;
  withdrawn_at: Date | null;
  content: JSONColumnType<object, string, never>;
  first_written_at: Date;
  written_at: Date;
}
