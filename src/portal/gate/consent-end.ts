import type { ConsentLength } from '../../config/portal.ts';

/**
 * When something chosen now ends: ISO 8601, at the midnight after its last day, where the browser is. `day` is
 * `YYYY-MM-DD`, the last day, for the length `date`. Undefined for a day that is none, is past, or is more than a year
 * ahead.
 */
export function endOf(length: ConsentLength, day: string, now: Date): string | undefined {
  if (length !== 'date') return midnightAfter(now, days[length]).toISOString();
  const [, year, month, date] = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(day) ?? [];
  const last = new Date(Number(year), Number(month) - 1, Number(date));
  if (last.getMonth() !== Number(month) - 1 || last.getDate() !== Number(date)) return undefined;
  const end = midnightAfter(last, 0);
  return end > now && end <= midnightAfter(now, 366) ? end.toISOString() : undefined;
}

const days = { today: 0, '7-days': 7, '30-days': 30, '12-months': 365 } as const;

function midnightAfter(day: Date, more: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + more + 1);
}
