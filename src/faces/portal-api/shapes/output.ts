/** What leaves the portal on paper or as a file. Shared with the pages; types alone. */
import type { outputs } from '../../../config/portal.ts';
import type { ContractId } from '../../../contracts/record.ts';

export type Output = (typeof outputs)[number];

/** What a page is about to print. */
export interface Printed {
  readonly contract: ContractId;
  /** HSA-id of the record system. */
  readonly source: string;
  readonly records: number;
}

/** Who prints, from where and when: it stands on every page. */
export interface PrintMark {
  readonly reader: string;
  readonly title: string | undefined;
  readonly unit: string;
  /** ISO 8601. */
  readonly at: string;
}
