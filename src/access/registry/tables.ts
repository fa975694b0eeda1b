import type { ColumnType, JSONColumnType } from 'kysely';

/** What of the store belongs here; made by the migrations in src/store/. */
export interface RegistrationTables {
  'bridge.registration': RegistrationTable;
  'bridge.registration_event': RegistrationEventTable;
}

/** Relations, assertions, blocks and lifts, as they were registered. What is searched has columns. */
interface RegistrationTable {
  subject: string;
  id: string;
  parent: string | null;
  patient_id: string;
  patient_type: string;
  care_provider: string;
  recorded_at: ColumnType<Date, Date, never>;
  ends_at: ColumnType<Date | null, Date | null, never>;
  content: JSONColumnType<object, string, never>;
}

/** What was done about a registration afterwards. */
interface RegistrationEventTable {
  subject: string;
  id: string;
  event: string;
  recorded_at: ColumnType<Date, Date, never>;
  action: JSONColumnType<object, string, never>;
}
