import type { Header } from './header.ts';
import type { Body, Detail, Mark, Measurement } from './item.ts';
import type { Term } from './terms.ts';

/** What a contract's record tells of one thing: an item without what all items have in common. */
export interface Told {
  readonly header: Header;
  /** Undefined: `term` says what it is. */
  readonly title: string | undefined;
  readonly term: Term;
  readonly summary?: string | undefined;
  /** Undefined: when it was written. */
  readonly time: string | undefined;
  readonly group?: string | undefined;
  readonly thread?: string | undefined;
  readonly marks?: readonly (Mark | false | undefined)[];
  readonly details: readonly Detail[];
  readonly bodies?: readonly Body[];
  readonly measurement?: Measurement | undefined;
  /** Whether the patient may see this one, where members of a record differ. */
  readonly approvedForPatient?: boolean | undefined;
}

/**
 * Reads one contract's record. `now` is `YYYYMMDDhhmmss`, Swedish local time. May throw whatever a record of another shape
 * makes it throw.
 */
export type Teller<Data> = (data: Data, now: string) => readonly Told[];
