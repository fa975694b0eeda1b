import type { Contract, RecordFilter } from '../../contracts/index.ts';
import { createPages } from '../pages.ts';

/** What goes into one answer, and where the rest can be asked for. */
export interface PartialAnswer {
  readonly items: readonly object[];
  readonly hasMore: readonly { readonly logicalAddress: string; readonly reference: string }[];
}

export interface PartialAnswers {
  /** The answer to a question: the newest, or all where the contract knows no partial answers. */
  first(contract: Contract, filter: RecordFilter, newestFirst: readonly object[]): PartialAnswer;
  /** What a reference stands for; undefined when it is unknown or too old. */
  next(reference: string): PartialAnswer | undefined;
}

/** No council sends more notes at once. */
const largest = 120;

/** Care documentation 3 may be answered in parts, if no interval was asked for (partial answers, common rules). */
export function createPartialAnswers(logicalAddress: string): PartialAnswers {
  const pages = createPages<readonly object[]>();
  const part = (items: readonly object[]): PartialAnswer => ({
    items: items.slice(0, largest),
    hasMore: items.length > largest ? [{ logicalAddress, reference: pages.keep(items.slice(largest)) }] : [],
  });
  return {
    first: (contract, filter, items) =>
      contract.besideRecords.includes('hasMore') && !filter.period ? part(items) : { items, hasMore: [] },
    next: (reference) => {
      const items = pages.find(reference);
      return items && part(items);
    },
  };
}
