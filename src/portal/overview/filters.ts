import type { InformationType } from '../records/information-type.ts';
import type { Item } from '../records/item.ts';

/** What the reader looks for among what has been fetched. Asks nothing of anybody. */
export interface Filters {
  /** Empty = all. */
  readonly types: readonly InformationType[];
  /** `YYYYMMDD`, both days included. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** HSA-ids. */
  readonly source: string | undefined;
  readonly unit: string | undefined;
  /** All its words must occur, in any order. */
  readonly text: string;
}

export const noFilters: Filters = {
  types: [],
  from: undefined,
  to: undefined,
  source: undefined,
  unit: undefined,
  text: '',
};

export function isFiltering(filters: Filters): boolean {
  return JSON.stringify({ ...filters, text: filters.text.trim() }) !== JSON.stringify(noFilters);
}

export function filtered(items: readonly Item[], filters: Filters): readonly Item[] {
  if (!isFiltering(filters)) return items;
  const words = plain(filters.text).split(/\s+/).filter(Boolean);
  return items.filter((item) => isWithin(item, filters) && words.every((word) => wordsOf(item).includes(word)));
}

function isWithin({ type, time, record }: Item, { types, from, to, source, unit }: Filters): boolean {
  const day = time?.slice(0, 8);
  return (
    (types.length === 0 || types.includes(type)) &&
    (source === undefined || record.source === source) &&
    (unit === undefined || record.careUnit?.hsaId === unit) &&
    // What has no time is never hidden by one: it may be what is looked for.
    (!day || ((from === undefined || day >= from.slice(0, day.length)) && (to === undefined || day <= to)))
  );
}

const kept = new WeakMap<Item, string>();

function wordsOf(item: Item): string {
  const known = kept.get(item);
  if (known !== undefined) return known;
  const { title, summary, details, bodies, author, record } = item;
  const told = details
    .filter(({ tellsPlace }) => !tellsPlace)
    .map(({ about, value, code }) => [about, value, code].filter(Boolean).join(' '));
  const running = bodies.map((body) =>
    body.kind === 'text' ? body.text : body.kind === 'marked-up' ? body.source : '',
  );
  const all = plain(
    [title, summary, author?.name, record.careUnit?.name, ...told, ...running].filter(Boolean).join(' '),
  );
  kept.set(item, all);
  return all;
}

function plain(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('sv');
}

/**
 * The day of the patient's latest contact at the unit before `today`; undefined where none has been fetched. Days are
 * `YYYYMMDD`.
 */
export function lastVisit(items: readonly Item[], unit: string | undefined, today: string): string | undefined {
  const days = items.flatMap(({ type, time, marks, record }) => {
    if (marks.includes('cancelled') || marks.includes('withdrawn')) return [];
    const isHere = record.careUnit?.hsaId.toUpperCase() === unit?.toUpperCase();
    return type === 'contact' && isHere && time && time.slice(0, 8) < today ? [time.slice(0, 8)] : [];
  });
  return days.sort().at(-1);
}
