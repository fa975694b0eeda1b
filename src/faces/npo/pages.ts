import type { BridgeRecord } from '../../contracts/index.ts';
import type { InformationType } from '../../riv13606/index.ts';
import type { TypeAnswer } from './answers.ts';
import type { Place } from './continuation.ts';

/** A record of an answer, with its information type. */
export interface Listed {
  readonly type: InformationType<object>;
  readonly record: BridgeRecord;
}

/** All records in the order in which they are given: by type as asked, then as the overview has them, newest first. */
export function listed(answers: readonly TypeAnswer[], recordIds: readonly string[]): Listed[] {
  return answers.flatMap((one) => {
    if (!('answer' in one)) return [];
    const records = one.answer.records.filter(
      ({ header }) => recordIds.length === 0 || recordIds.includes(header.documentId.trim()),
    );
    return records.map((record) => ({ type: one.type, record }));
  });
}

export interface Page {
  readonly records: readonly Listed[];
  /** The last record given, where there are more. */
  readonly next: Place | undefined;
}

/**
 * A part of the answer: from the record after `after`, or the one of number `from`, at most `size` of them. Records that
 * share a place (one id with several contents) are not parted.
 */
export function pageOf(
  all: readonly Listed[],
  {
    after,
    from,
    size,
  }: { readonly after?: Place | undefined; readonly from?: number | undefined; readonly size?: number | undefined },
): Page {
  const start = from !== undefined ? from - 1 : after ? indexAfter(all, after) : 0;
  let end = size === undefined ? all.length : Math.min(start + size, all.length);
  while (end > start && end < all.length && isSame(placeAt(all, end), placeAt(all, end - 1))) end += 1;
  const more = end < all.length && end > start;
  return { records: all.slice(start, end), next: more ? placeAt(all, end - 1) : undefined };
}

/** Behind the record itself; if it is no longer there, before the first that would have come after it. */
function indexAfter(all: readonly Listed[], after: Place): number {
  const order = [...new Set(all.map(({ type }) => type.code))];
  const index = all.findIndex((_, at) => comesAfter(placeAt(all, at), after, order));
  return index < 0 ? all.length : index;
}

function comesAfter(place: Place | undefined, after: Place, order: readonly string[]): boolean {
  if (!place) return false;
  if (place.type !== after.type) return order.indexOf(place.type) > order.indexOf(after.type);
  if (place.time !== after.time) return place.time < after.time;
  if (place.source !== after.source) return place.source > after.source;
  return place.id > after.id;
}

function placeAt(all: readonly Listed[], index: number): Place | undefined {
  const one = all[index];
  if (!one) return undefined;
  const { time, sourceSystem, documentId } = one.record.header;
  return { type: one.type.code, time, source: sourceSystem.toUpperCase(), id: documentId };
}

function isSame(a: Place | undefined, b: Place | undefined): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
