/** Days before the end at which somebody should have got further with the next one. */
const rungs = [1, 7, 14, 30, 60, 90] as const;

/** Where on the ladder it stands: it has ended, ends within so many days, or has longer left than the ladder is high. */
export type Rung = 'ended' | (typeof rungs)[number] | 'later';

const dayMs = 24 * 3_600_000;

export function rungOf(until: Date, now: Date): Rung {
  const left = until.getTime() - now.getTime();
  return left <= 0 ? 'ended' : (rungs.find((days) => left <= days * dayMs) ?? 'later');
}
