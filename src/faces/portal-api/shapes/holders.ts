/** Who holds and who has blocked information, before anything is opened. Shared with the pages; types alone. */
import type { NotAskedReason } from '../../../overview/coverage.ts';
import type { Named } from './reading.ts';

/** One line of what `POST /api/holders` answers, for each record system when it has answered, and one when all have. */
export type HoldersLine =
  | {
      readonly kind: 'begun';
      /** Record systems that are asked, and those that are not, in whole or in part: there may be more. */
      readonly sources: readonly Named[];
      readonly notAsked: readonly NotAsked[];
    }
  | {
      readonly kind: 'answered';
      /** The record system. */
      readonly source: Named;
      readonly failed: boolean;
      readonly holders: readonly Named[];
      readonly blockers: readonly Blocker[];
    }
  | { readonly kind: 'done' };

export interface NotAsked extends Named {
  readonly reasons: readonly NotAskedReason[];
}

/** A care provider that has blocked information; inside the reader's own, the care unit. */
export interface Blocker extends Named {
  /** HSA-id of whom a request to lift goes to. */
  readonly careProvider: string;
  /** Telephone numbers from the care directory and the configuration. */
  readonly switchboard: string | null;
  readonly onCall: string | null;
}
