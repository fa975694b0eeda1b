import { fromSwedishTime, toSwedishTime } from '../../audit/swedish-time.ts';
import type { Period } from '../source-rows.ts';

/** A Swedish month, `YYYY-MM`. */
export type Month = string;

export function monthOf(instant: Date): Month {
  return toSwedishTime(instant).slice(0, 7);
}

/** So many months later; before, where it is less than 0. */
export function later(month: Month, months: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months)).toISOString().slice(0, 7);
}

/** From the first moment of one month to the last of the other. */
export function spanOf(first: Month, last: Month = first): Period {
  return { from: startOf(first), to: startOf(later(last, 1)) };
}

/** From the first to the last, both included. */
export function monthsBetween(first: Month, last: Month): Month[] {
  const months: Month[] = [];
  for (let month = first; month <= last; month = later(month, 1)) months.push(month);
  return months;
}

function startOf(month: Month): Date {
  const start = fromSwedishTime(`${month}-01`);
  if (!start) throw new RangeError('It is no month.');
  return start;
}
