/** What of the store belongs here; made by the migrations in src/store/. */
export interface QualityTables {
  'bridge.withheld_record': WithheldRecordTable;
}

/** Records that were withheld, counted; no patient, no value. */
interface WithheldRecordTable {
  /** `YYYY-MM-DD` */
  day: string;
  source: string;
  contract: string;
  reason: string;
  rule: string;
  count: number;
}
