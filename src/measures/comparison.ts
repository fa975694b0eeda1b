import { keptWith } from '../hsa/index.ts';
import { sameHsaId } from '../identities/index.ts';
import type { Measure } from './measure.ts';
import type { CouncilValue, Way } from './rows.ts';
import { isFew, suppressed } from './suppress.ts';

/** One figure as it may be shown to a manager. */
export interface ShownValue {
  /** HSA-ids in upper case. */
  readonly careProvider: string;
  /** undefined = the council as a whole. */
  readonly unit: string | undefined;
  readonly period: string;
  /** Of the definition it was counted by. */
  readonly version: number;
  /** `hidden`: it tells of few people, or would let one work out another that does. */
  readonly value: number | 'hidden';
  /** Of a share, while it is not hidden. */
  readonly numerator: number | undefined;
  readonly denominator: number | undefined;
  readonly way: Way;
}

/**
 * The councils side by side, and the units of the viewer's own and of those that it has taken over. What is hidden is
 * hidden from everybody alike: what one may see and another not would be put together between them.
 */
export function comparisonOf(
  measure: Pick<Measure, 'kind'>,
  values: readonly CouncilValue[],
  careProviders: readonly string[],
): ShownValue[] {
  const hidden = hiddenIn[measure.kind](values);
  return values
    .filter((value) => value.unit === undefined || careProviders.some((own) => sameHsaId(value.careProvider, own)))
    .map((value) => shown(value, measure, hidden.has(value)));
}

/** Of all councils, each by its own table; looked for once for as long as the values are kept. */
const hiddenIn = {
  count: keptWith((values: readonly CouncilValue[]) => hiddenOf('count', values)),
  share: keptWith((values: readonly CouncilValue[]) => hiddenOf('share', values)),
  // Times do not add up, so there is nothing to subtract: only those of few are hidden.
  time: keptWith(
    (values: readonly CouncilValue[]): ReadonlySet<CouncilValue> =>
      new Set(values.filter(({ denominator = 0 }) => isFew(denominator))),
  ),
};

function hiddenOf(kind: 'count' | 'share', values: readonly CouncilValue[]): ReadonlySet<CouncilValue> {
  const councils = [...Map.groupBy(values, (value) => value.careProvider).values()];
  return new Set(
    councils.flatMap((of) =>
      [...suppressed(of.map((value) => ({ ...counted(value, kind), value })))].map(({ value }) => value),
    ),
  );
}

function counted({ unit, period, value, numerator, denominator }: CouncilValue, kind: 'count' | 'share') {
  const counts = kind === 'count' ? [value ?? 0] : [numerator ?? 0, (denominator ?? 0) - (numerator ?? 0)];
  return { unit, period, counts };
}

function shown(
  { careProvider, unit, period, version, value, numerator, denominator, way }: CouncilValue,
  { kind }: Pick<Measure, 'kind'>,
  isHidden: boolean,
): ShownValue {
  const where = { careProvider, unit, period, version, way };
  if (isHidden) return { ...where, value: 'hidden', numerator: undefined, denominator: undefined };
  // Of how many a time was taken is for judging it, and is not a figure of its own.
  const counts = kind === 'share' ? { numerator, denominator } : { numerator: undefined, denominator: undefined };
  return { ...where, value: value ?? 'hidden', ...counts };
}
