/** Days since 1970-01-01 in the Swedish calendar. */
export type Day = number;

const millisecondsPerDay = 86_400_000;

const swedishDate = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' });

/** The day it is in Sweden at an instant. */
export function swedishDay(instant: Date): Day {
  return dayOf(swedishDate.format(instant));
}

/** Day of a date `YYYY-MM-DD`. */
export function dayOf(date: string): Day {
  return Date.parse(`${date}T00:00:00Z`) / millisecondsPerDay;
}

/** `YYYYMMDD` */
export function dateText(day: Day): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10).replaceAll('-', '');
}

/** `YYYYMMDDhhmmss`. Times of the stories are never at night, when summer time comes and goes. */
export function timeText(day: Day, minuteOfDay: number): string {
  const at = new Date(day * millisecondsPerDay + minuteOfDay * 60_000).toISOString();
  return at.slice(0, 19).replaceAll(/[-:T]/g, '');
}

const swedishClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** An instant as `YYYYMMDDhhmmss`, Swedish local time. */
export function swedishTime(instant: Date): string {
  return swedishClock.format(instant).replaceAll(/[^0-9]/g, '');
}
