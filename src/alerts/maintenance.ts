/** Work on a record system that was announced: that it does not answer then is expected. */
export interface PlannedMaintenance {
  /** HSA-id of the record system. */
  readonly source: string;
  /** ISO 8601. */
  readonly until: string;
}

/** What is going on now. */
export type Maintenance = () => Promise<readonly PlannedMaintenance[]>;
