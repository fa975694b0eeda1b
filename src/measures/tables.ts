import type { ColumnType, JSONColumnType } from 'kysely';

/** What of the store belongs here; made by the migrations in src/store/. */
export interface MeasureTables {
  'bridge.measure_delivery': MeasureDeliveryTable;
  'bridge.measure_value': MeasureValueTable;
  'bridge.measure_pull': MeasurePullTable;
}

/** What councils have delivered. */
interface MeasureDeliveryTable {
  id: string;
  care_provider: string;
  delivered_at: ColumnType<Date, never, never>;
  delivered_by: string | null;
  way: string;
}

export interface MeasureValueTable {
  delivery: string;
  care_provider: string;
  measure: string;
  version: number;
  period: string;
  /** Empty for the council as a whole. */
  unit: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  replaced_by: string | null;
}

interface MeasurePullTable {
  care_provider: string;
  url: string;
  asked_at: Date;
  outcome: string | null;
  faults: JSONColumnType<object[] | null, string | null, string | null>;
  digest: Buffer | null;
}
