import type { ShownNews } from '../../faces/portal-api/shapes/news.ts';

/** Planned work is told of in the banner so long before it begins. */
const aheadMs = 24 * 3_600_000;

/** What a clinician is told of wherever she is: it affects care, soon or now, and she has not put it away. */
export function bannersOf(items: readonly ShownNews[], now: number): readonly ShownNews[] {
  return items.filter((item) => item.affectsCare && !item.putAway && beginningOf(item) - aheadMs <= now);
}

/** What explains that one of these record systems (HSA-ids) is slow or away: it concerns them, and goes on now. */
export function notesOn(sources: readonly string[], items: readonly ShownNews[], now: number): readonly ShownNews[] {
  const asked = new Set(sources.map((source) => source.toUpperCase()));
  return items.filter(
    (item) => item.sources.some(({ hsaId }) => asked.has(hsaId.toUpperCase())) && beginningOf(item) <= now,
  );
}

function beginningOf({ begins, from }: ShownNews): number {
  return Date.parse(begins ?? from);
}

/** Planned work that is not over, by the day it begins; the soonest first. */
export function plannedByDay(items: readonly ShownNews[], dayOf: (instant: string) => string) {
  const planned = items
    .filter(({ kind }) => kind === 'maintenance')
    .toSorted((one, other) => beginningOf(one) - beginningOf(other));
  return [...Map.groupBy(planned, ({ begins, from }) => dayOf(begins ?? from))];
}
