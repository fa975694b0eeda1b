import type { JSONColumnType } from 'kysely';

/** What of the store belongs here; made by the migrations in src/store/. */
export interface AlertTables {
  'bridge.alert': AlertTable;
  'bridge.certificate_seen': CertificateSeenTable;
}

interface AlertTable {
  id: string;
  kind: string;
  subject: string;
  facts: JSONColumnType<Record<string, string | number>, string, string>;
  first_seen: Date;
  last_seen: Date;
  started_at: Date | null;
  ended_at: Date | null;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  acknowledged_note: string | null;
}

interface CertificateSeenTable {
  fingerprint: string;
  shown_by: 'caller' | 'person' | 'source';
  party: string;
  serial: string;
  subject: string;
  issuer: string;
  valid_to: Date;
  last_seen: Date;
}
