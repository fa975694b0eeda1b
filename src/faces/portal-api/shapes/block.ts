/** A block (spärr) as those see it who work where it is. Shared with the pages; types alone. */
import type { Action } from '../../../access/action.ts';
import type { ExcludableType } from '../../../access/blocks/registered-block.ts';

export interface ShownBlock {
  readonly id: string;
  readonly kind: 'inner' | 'outer';
  /** HSA-id; null of an outer one. */
  readonly careUnit: string | null;
  /** ISO 8601: when the information was made; null = open. */
  readonly start: string | null;
  readonly end: string | null;
  readonly excludedTypes: readonly ExcludableType[];
  readonly registered: Action;
  /** ISO 8601; null while it stands. */
  readonly unregistered: string | null;
  readonly lifts: readonly {
    readonly id: string;
    /** ISO 8601. */
    readonly end: string;
    /** HSA-ids: for whom it is lifted. */
    readonly careUnit: string;
    readonly employee: string | null;
    readonly ground: 'consent' | 'emergency';
    readonly text: string | null;
    readonly ended: string | null;
  }[];
}
