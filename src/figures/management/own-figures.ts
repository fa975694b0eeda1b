import type { Figures } from '../figures.ts';
import { askedOf, availabilityOf, percentilesOf } from '../report/judged.ts';
import { later, type Month, monthOf, monthsBetween, spanOf } from '../report/month.ts';
import { addCounts, noCounts } from '../source-figures.ts';
import { type UseFigure, usageFor } from './usage-for.ts';

/** How one source did in one month. */
export interface SourceMonth {
  /** HSA-id. */
  readonly source: string;
  readonly month: Month;
  readonly asked: number;
  /** 0–1; undefined where it was asked nothing. */
  readonly availability: number | undefined;
  /** Milliseconds within which half of the answers came, and nineteen of twenty. */
  readonly p50: number | 'beyond' | undefined;
  readonly p95: number | 'beyond' | undefined;
}

/** What the bridge has counted of itself in the last twelve months, as a manager may see it. */
export interface OwnFigures {
  /** The earliest first. */
  readonly months: readonly Month[];
  readonly use: readonly UseFigure[];
  readonly sources: readonly SourceMonth[];
}

const shownMonths = 12;

/** For a manager of the care provider, with those that it has taken over. */
export async function ownFigures(
  figures: Pick<Figures, 'usage' | 'sources'>,
  careProviders: readonly string[],
  now: number,
): Promise<OwnFigures> {
  const last = monthOf(new Date(now));
  const first = later(last, 1 - shownMonths);
  const [usage, sources] = await Promise.all([
    figures.usage({ first: `${first}-01`, last: `${last}-31`, by: 'month' }),
    figures.sources({ ...spanOf(first, last), by: 'month' }),
  ]);
  const bySource = Map.groupBy(sources, ({ source, period }) => `${source} ${period}`);
  return {
    months: monthsBetween(first, last),
    use: usageFor(usage, { careProviders, now }),
    sources: [...bySource.values()].flatMap((some) => {
      const [one] = some;
      if (!one) return [];
      const counts = some.reduce(addCounts, noCounts);
      const { p50, p95 } = percentilesOf(counts);
      const asked = askedOf(counts);
      return [{ source: one.source, month: one.period, asked, availability: availabilityOf(counts).share, p50, p95 }];
    }),
  };
}
