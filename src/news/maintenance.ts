import { sameHsaId } from '../identities/index.ts';
import type { Store } from '../store/index.ts';
import type { NewsItem } from './item.ts';
import { createNewsStore } from './store.ts';

/** From (inclusive) to (exclusive). */
export interface Interval {
  readonly from: Date;
  readonly to: Date;
}

/** Work on record systems that was announced before it began. Others leave it out of what they count, or expect it. */
export interface Maintenance {
  /** When one record system (HSA-id) was, or will be, worked on within the period; in order, apart from each other. */
  within(source: string, period: Interval): Promise<readonly Interval[]>;
  /** What is worked on at a moment, and until when (ISO 8601). */
  underWay(at: Date): Promise<readonly { readonly source: string; readonly until: string }[]>;
}

export function createMaintenance(store: Pick<Store, 'db'>): Maintenance {
  const news = createNewsStore(store);
  return {
    async within(source, period) {
      const items = await news.maintenance(period.from, period.to);
      const works = items.flatMap((item) => (concerns(item, source) ? workOf(item) : []));
      return joined(works.flatMap((work) => common(work, period)));
    },
    async underWay(at) {
      const items = await news.maintenance(at, new Date(at.getTime() + 1));
      const going = items.flatMap((item) => {
        const [work] = workOf(item);
        return work && at < work.to ? sourcesIn(item).map((source) => ({ source, until: work.to.toISOString() })) : [];
      });
      const latest = Map.groupBy(going, ({ source }) => source.toUpperCase());
      return [...latest.values()].flatMap(
        (ends) => ends.toSorted((one, other) => other.until.localeCompare(one.until))[0] ?? [],
      );
    },
  };
}

function sourcesIn({ announcement }: NewsItem): readonly string[] {
  return announcement.kind === 'maintenance' ? announcement.sources : [];
}

function concerns(item: NewsItem, source: string): boolean {
  return sourcesIn(item).some((one) => sameHsaId(one, source));
}

/** When it was worked: until it was called off, and not at all where that was before it began. */
function workOf({ announcement, withdrawn }: NewsItem): readonly Interval[] {
  if (announcement.kind !== 'maintenance') return [];
  const [from, end] = [new Date(announcement.begins), new Date(announcement.to)];
  const to = withdrawn ? earlier(end, new Date(withdrawn.at)) : end;
  return from < to ? [{ from, to }] : [];
}

function common(one: Interval, other: Interval): readonly Interval[] {
  const from = one.from > other.from ? one.from : other.from;
  const to = earlier(one.to, other.to);
  return from < to ? [{ from, to }] : [];
}

/** Those that meet or overlap as one. */
function joined(intervals: readonly Interval[]): readonly Interval[] {
  const joint: Interval[] = [];
  for (const { from, to } of intervals.toSorted((one, other) => +one.from - +other.from)) {
    const last = joint.at(-1);
    if (last && from <= last.to) joint.splice(-1, 1, { from: last.from, to: to > last.to ? to : last.to });
    else joint.push({ from, to });
  }
  return joint;
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}
