import type { Criterion } from './criteria.ts';
import type { SampleItem } from './sample.ts';

/** What came of drawing a sample once more. */
export interface Reproduction {
  /** Every access that was drawn then is drawn now, and no other. */
  readonly same: boolean;
  /** How many accesses it is drawn from. */
  readonly population: { readonly before: number; readonly now: number };
  /** Drawn both times. */
  readonly again: number;
  /**
   * Drawn then and not now. `disposed`: the entry is no longer in the log. `displaced`: it is; others rank before it, or what
   * the criteria are told from tells something else.
   */
  readonly missing: readonly (Different & { readonly why: 'disposed' | 'displaced' })[];
  /** Drawn now and not then. */
  readonly added: readonly Different[];
  /** Drawn both times, by other criteria. */
  readonly told: readonly (Different & { readonly before: readonly Criterion[] })[];
}

interface Different {
  /** Id of the entry. */
  readonly entry: string;
  readonly criteria: readonly Criterion[];
}

interface Drawn {
  readonly population: number;
  readonly items: readonly SampleItem[];
}

/** `isThere`: whether the log still has the content of an entry. */
export async function compared(
  before: Drawn,
  now: Drawn,
  isThere: (entry: string) => Promise<boolean>,
): Promise<Reproduction> {
  const nowBy = new Map(now.items.map((item) => [item.entry, item]));
  const beforeBy = new Map(before.items.map((item) => [item.entry, item]));
  const lost = before.items.filter(({ entry }) => !nowBy.has(entry));
  const missing = lost.map(async (item) => ({
    ...differing(item),
    why: (await isThere(item.entry)) ? ('displaced' as const) : ('disposed' as const),
  }));
  const added = now.items.filter(({ entry }) => !beforeBy.has(entry)).map(differing);
  const told = now.items.flatMap((item) => {
    const earlier = beforeBy.get(item.entry)?.criteria;
    return earlier && earlier.toSorted().join() !== item.criteria.toSorted().join()
      ? [{ ...differing(item), before: earlier }]
      : [];
  });
  return {
    same: lost.length === 0 && added.length === 0,
    population: { before: before.population, now: now.population },
    again: before.items.length - lost.length,
    missing: await Promise.all(missing),
    added,
    told,
  };
}

function differing({ entry, criteria }: SampleItem): Different {
  return { entry, criteria };
}
