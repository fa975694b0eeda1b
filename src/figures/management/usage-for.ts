import { sameHsaId } from '../../identities/index.ts';
import { isOver } from '../../measures/period.ts';
import { suppressed } from '../../measures/suppress.ts';
import type { UsageFigure } from '../usage.ts';

/** What a manager follows of how the bridge is used. */
export const uses = ['overview', 'consent', 'emergency', 'refused'] as const;
export type Use = (typeof uses)[number];

export interface UseFigure {
  readonly use: Use;
  /** HSA-id in upper case. */
  readonly careProvider: string;
  /** HSA-id in upper case, or {@link noUnit}; undefined = the care provider as a whole. */
  readonly unit: string | undefined;
  /** `GetDiagnosis:2`; of overviews alone. */
  readonly contract: string | undefined;
  /** `YYYY-MM` */
  readonly month: string;
  /** `hidden`: of few people, or what one would work that out by. */
  readonly count: number | 'hidden';
}

/** In place of a unit where the log knew of none. */
export const noUnit = '-';

/**
 * How the bridge was used, for a manager: units of her own care provider and of those that it has taken over, and every
 * care provider as a whole. Overviews are told by contract and as they are; what is about single people, and so consents,
 * emergencies and refusals, only of months that are over, every unit in every month, and with few hidden (see
 * measures/suppress.ts).
 */
export function usageFor(
  figures: readonly UsageFigure[],
  { careProviders, now }: { readonly careProviders: readonly string[]; readonly now: number },
): UseFigure[] {
  const known = figures.flatMap((figure) => {
    const use = kindOf(figure);
    // Who reads is not known of a refused certificate.
    return use && figure.careProvider ? [{ ...figure, use, careUnit: figure.careUnit || noUnit }] : [];
  });
  const counted = [...Map.groupBy(known, (figure) => figure.careProvider)].flatMap(([of, theirs]) => [
    ...overviews(theirs, of),
    ...uses.filter((use) => use !== 'overview').flatMap((use) => ofPeople(theirs, of, use, now)),
  ]);
  return counted.filter(
    ({ unit, careProvider: of }) => unit === undefined || careProviders.some((own) => sameHsaId(of, own)),
  );
}

type Known = UsageFigure & { readonly use: Use };

function overviews(theirs: readonly Known[], careProvider: string): UseFigure[] {
  const figures = theirs.filter(({ use }) => use === 'overview');
  const sums = new Map<string, UseFigure & { count: number }>();
  for (const { careUnit, contract, period: month, n } of figures)
    for (const unit of [undefined, careUnit]) {
      const key = JSON.stringify([unit, contract, month]);
      const before = sums.get(key)?.count ?? 0;
      sums.set(key, { use: 'overview', careProvider, unit, contract, month, count: before + n });
    }
  return [...sums.values()];
}

/**
 * What is hidden of a month comes of that month's own counts alone, or two who looked in different months would see different
 * cells and put them together. So a unit that has none is hidden as if it were always there, whether or not any is: which
 * units are listed comes of all the months that are shown.
 */
function ofPeople(theirs: readonly Known[], careProvider: string, use: Use, now: number): UseFigure[] {
  const byMonth = Map.groupBy(
    theirs.filter(({ period }) => isOver(period, now)),
    ({ period }) => period,
  );
  const units = [...new Set(theirs.map(({ careUnit }) => careUnit))].toSorted();
  return [...byMonth].flatMap(([month, figures]) => {
    const counts = countsOf(figures.filter((each) => each.use === use));
    const cells = [...counts].map(([unit, n]) => ({ unit, period: month, counts: [n] }));
    const hidden = new Set([...suppressed([...cells, { ...unitOfNone, period: month }])].map(({ unit }) => unit));
    return [undefined, ...units].map((unit) => ({
      ...{ use, careProvider, unit, contract: undefined, month },
      count: hidden.has(unit) ? ('hidden' as const) : (counts.get(unit) ?? ('hidden' as const)),
    }));
  });
}

const unitOfNone = { unit: 'none', counts: [0] };

/** Of each unit that has any, by HSA-id, and of them all. */
function countsOf(figures: readonly Known[]): ReadonlyMap<string | undefined, number> {
  const counts = new Map<string | undefined, number>([[undefined, 0]]);
  for (const { careUnit, n } of figures.toSorted((a, b) => (a.careUnit < b.careUnit ? -1 : 1)))
    for (const unit of [undefined, careUnit]) counts.set(unit, (counts.get(unit) ?? 0) + n);
  return counts;
}

function kindOf({ measure }: UsageFigure): Use | undefined {
  if (measure === 'overview') return 'overview';
  if (measure === 'consent:registered') return 'consent';
  if (measure === 'emergency:opened') return 'emergency';
  return measure.startsWith('refused:') ? 'refused' : undefined;
}
