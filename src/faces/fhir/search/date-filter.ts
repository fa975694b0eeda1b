import type { Days } from '../../../contracts/index.ts';
import { type Interval, intervalOf, swedishDay } from './dates.ts';

const prefixes = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'] as const;

/** One value of a date parameter (R4, Search, date). */
export interface DateCriterion {
  readonly prefix: (typeof prefixes)[number];
  readonly interval: Interval;
}

/**
 * How far a source's own period filter can narrow the question without losing a match. `instant`: the element is one
 * of the times the contract's period looks at. `overlap`: the contract's period and the element are the same stretch,
 * open ends and all. `start`: only the element's start is looked at, so that what is still going on must not be cut off
 * from below.
 */
export type Narrowing = 'instant' | 'overlap' | 'start';

/** Undefined when it is no prefix and date. */
export function parseDate(value: string): DateCriterion | undefined {
  // A plus that was not percent-encoded arrives as a space; in a date it can be nothing else.
  const given = value.trim().replace(' ', '+');
  const prefix = prefixes.find((candidate) => given.startsWith(candidate));
  const interval = intervalOf(prefix ? given.slice(2) : given);
  return interval && { prefix: prefix ?? 'eq', interval };
}

/**
 * Whether a resource's time satisfies the criterion. `ge` and `le` take what touches the searched value as being on it:
 * a stay that ended in the morning of a day was going on that day.
 */
export function dateMatches({ prefix, interval: sought }: DateCriterion, target: Interval, now: number): boolean {
  const within = sought.from <= target.from && target.to <= sought.to;
  switch (prefix) {
    case 'eq':
      return within;
    case 'ne':
      return !within;
    case 'gt':
      return target.to > sought.to;
    case 'lt':
      return target.from < sought.from;
    case 'ge':
      return target.to > sought.from;
    case 'le':
      return target.from < sought.to;
    case 'sa':
      return target.from >= sought.to;
    case 'eb':
      return target.to <= sought.from;
    case 'ap': {
      const near = approximately(sought, now);
      return target.from < near.to && near.from < target.to;
    }
  }
}

/** R4 suggests ten percent of the distance to now. */
function approximately(sought: Interval, now: number): Interval {
  const slack = Math.abs(now - sought.from) * 0.1;
  return { from: sought.from - slack, to: sought.to + slack };
}

/**
 * The days to ask the sources for: every record that can satisfy the criteria (all of the outer, any of the inner) is
 * registered or valid in them. Undefined when nothing narrows them. `horizonDays` is how far beyond today records can
 * lie, for the contracts want both ends.
 */
export function daysToAsk(
  criteria: readonly (readonly DateCriterion[])[],
  narrowing: Narrowing,
  horizonDays: number,
  now: number,
): Days | undefined {
  const all = criteria.map((alternatives) => hull(alternatives.map((one) => necessary(one, narrowing, now))));
  const from = Math.max(Number.NEGATIVE_INFINITY, ...all.map((interval) => interval.from));
  const to = Math.min(Number.POSITIVE_INFINITY, ...all.map((interval) => interval.to));
  if (from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY) return undefined;
  const start = from === Number.NEGATIVE_INFINITY ? firstDay : inWireYears(swedishDay(from));
  const end = to === Number.POSITIVE_INFINITY ? swedishDay(now + horizonDays * dayMs) : inWireYears(swedishDay(to - 1));
  return start <= end ? { start, end } : undefined;
}

const dayMs = 86_400_000;
const firstDay = '19000101';
const lastDay = '20991231';

/** The contracts write the years 1900–2099 and no others. */
function inWireYears(day: string): string {
  if (day < firstDay) return firstDay;
  return day > lastDay ? lastDay : day;
}

function hull(intervals: readonly Interval[]): Interval {
  return {
    from: Math.min(...intervals.map((interval) => interval.from)),
    to: Math.max(...intervals.map((interval) => interval.to)),
  };
}

/** Where a match must lie; rather too wide than too narrow, for the exact filter comes after. */
function necessary({ prefix, interval }: DateCriterion, narrowing: Narrowing, now: number): Interval {
  const below = Number.NEGATIVE_INFINITY;
  const above = Number.POSITIVE_INFINITY;
  switch (prefix) {
    case 'eq':
      return interval;
    case 'ne':
      return { from: below, to: above };
    case 'gt':
    case 'ge':
      return { from: narrowing === 'start' ? below : interval.from, to: above };
    case 'sa':
      return { from: interval.from, to: above };
    case 'lt':
    case 'le':
    case 'eb':
      return { from: below, to: interval.to };
    case 'ap': {
      const near = approximately(interval, now);
      return { from: narrowing === 'start' ? below : near.from, to: near.to };
    }
  }
}
