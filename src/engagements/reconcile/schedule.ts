import { fromSwedishTime, toSwedishTime } from '../../audit/swedish-time.ts';

const day = 86_400_000;

/** The last time that the clock in Sweden said `HH:MM`, not after `now`. */
export function lastDue(time: string, now: Date): Date {
  for (const instant of [now, new Date(now.getTime() - day)]) {
    const due = fromSwedishTime(`${toSwedishTime(instant).slice(0, 10)} ${time}`);
    if (due && due <= now) return due;
  }
  throw new RangeError('No time of day.');
}
