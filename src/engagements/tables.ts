import type { ColumnType, JSONColumnType } from 'kysely';

/** What of the store belongs here; made by the migrations in src/store/. */
export interface EngagementTables {
  'bridge.engagement': EngagementTable;
  'bridge.engagement_subscriber': EngagementSubscriberTable;
  'bridge.engagement_reconciliation': EngagementReconciliationTable;
}

/** Which system holds what about whom; see engagements/. Times as on the wire, `YYYYMMDDhhmmss`. */
export interface EngagementTable {
  /** SHA-256 of what makes it itself. */
  key: Buffer;
  patient: string;
  service_domain: string;
  categorization: string;
  logical_address: string;
  business_object: string;
  process_interest: string;
  most_recent_content: string | null;
  source_system: string;
  creation_time: string | null;
  update_time: string | null;
  data_controller: string;
  owner: string;
  changed_at: ColumnType<Date, never, never>;
}

interface EngagementSubscriberTable {
  /** The registry's address. */
  registry: string;
  asked_at: Date;
  subscribers: JSONColumnType<object[], string, string>;
}

interface EngagementReconciliationTable {
  run: string;
  source: string;
  due: ColumnType<Date | null, Date | null, never>;
  started_at: ColumnType<Date, Date, never>;
  finished_at: Date | null;
  outcome: string | null;
  reason: string | null;
  listed: number;
  created: number;
  updated: number;
  deleted: number;
}
