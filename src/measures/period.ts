import { monthOf, spanOf } from '../figures/report/month.ts';

/** Periods that measures are delivered for, written `2026-03`, `2026-Q1` and `2026`. */
export type PeriodKind = 'month' | 'quarter' | 'year';

/** Undefined for what is no period. */
export function kindOfPeriod(period: string): PeriodKind | undefined {
  if (/^20\d\d-(0[1-9]|1[0-2])$/.test(period)) return 'month';
  if (/^20\d\d-Q[1-4]$/.test(period)) return 'quarter';
  return /^20\d\d$/.test(period) ? 'year' : undefined;
}

/** The quarter and the year that a month lies in, the year that a quarter lies in; nearest first. */
export function periodsAround(period: string): readonly string[] {
  const year = period.slice(0, 4);
  const kind = kindOfPeriod(period);
  if (kind === 'year') return [];
  return kind === 'quarter' ? [year] : [`${year}-Q${Math.ceil(Number(period.slice(5)) / 3)}`, year];
}

/** Whether it has come to its end, in Sweden. */
export function isOver(period: string, now: number): boolean {
  return lastMonthOf(period) < monthOf(new Date(now));
}

/** Its last millisecond, in Sweden. */
export function endOf(period: string): Date {
  return new Date(spanOf(lastMonthOf(period)).to.getTime() - 1);
}

function lastMonthOf(period: string): string {
  const kind = kindOfPeriod(period);
  if (kind === 'month') return period;
  const month = kind === 'year' ? 12 : Number(period.at(-1)) * 3;
  return `${period.slice(0, 4)}-${String(month).padStart(2, '0')}`;
}
