import type { ComponentType } from 'react';
import type { Item } from '../records/item.ts';

/** How the items of one information type are shown. Heading, coverage and what is missing stand in the frame around it. */
export interface PartProps {
  /** Newest first, filtered, never empty. */
  readonly items: readonly Item[];
  /** Opens the full detail. */
  readonly open: (item: Item) => void;
}

export type PartView = ComponentType<PartProps>;
