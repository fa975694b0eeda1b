/** What a delivery's table has. The last three stand empty where the kind of the measure has no use for them. */
export const columns = ['measure', 'version', 'period', 'unit', 'value', 'numerator', 'denominator'] as const;
export type Column = (typeof columns)[number];

/** What may be wrong with a delivery: of a line or, line 0, of the whole. */
export type FaultKind =
  | 'unreadable'
  | 'empty'
  | 'too-many-lines'
  | 'person'
  | 'column-missing'
  | 'column-unknown'
  | 'cells-of-another-number'
  | 'measure-unknown'
  | 'version-unknown'
  | 'period-invalid'
  | 'period-not-over'
  | 'unit-not-yours'
  | 'no-number'
  | 'not-used'
  | 'out-of-range'
  | 'more-than-all'
  | 'share-differs'
  | 'twice';

/** Never what the line says: it may be a person's number. */
export interface Fault {
  /** Of the file from 1, the headings being the first; of JSON the place in the array, from 1. */
  readonly line: number;
  /** Of the table, from 1, where it is one that is not known. */
  readonly column: Column | number | undefined;
  readonly fault: FaultKind;
}
