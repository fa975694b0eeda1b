import type { Printed } from '../../faces/portal-api/shapes/output.ts';
import type { Item } from '../records/item.ts';

/** What a page of these items shows, as it is told to the log: how many records of each contract and record system. */
export function printedOf(items: readonly Item[]): readonly Printed[] {
  const records = [...new Map(items.map(({ record }) => [record.data, record])).values()];
  return [...Map.groupBy(records, ({ contract, source }) => `${contract} ${source}`).values()].flatMap((own) =>
    own[0] ? [{ contract: own[0].contract, source: own[0].source, records: own.length }] : [],
  );
}
