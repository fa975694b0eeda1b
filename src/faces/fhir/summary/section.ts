import type { Clinical } from '../mapping/clinical.ts';
import type { GatheredRecord } from '../search/records.ts';

/** A resource in a section, and the record it comes from. */
export interface Picked {
  readonly resource: Clinical;
  readonly record: GatheredRecord;
}

/** What a section takes from the records of one contract. */
export interface Draw {
  /** Name of the contract, whatever its version. */
  readonly contract: string;
  admits(resource: Clinical, now: Date): boolean;
  /** Only from this many months back. */
  readonly months?: number;
  /** What of it is shown; everything unless told. `admitted` is newest first. */
  choose?(admitted: readonly Picked[]): readonly Picked[];
}

/** A section of the summary (IPS 2.0, Composition). Its entries fill in as the contracts behind its draws are mapped. */
export interface Section {
  readonly loinc: string;
  readonly title: string;
  readonly draws: readonly Draw[];
  /** A required section always holds an entry: without any, one that says that there is no information. */
  readonly required?: 'Condition' | 'AllergyIntolerance' | 'MedicationStatement';
}
