/** Whether a day is in the calendar. */
export function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/**
 * Whether a coordination number can begin so: its day is moved by 60, and month 00 and day 60 stand for what is not known
 * of the birth.
 */
export function isCoordinationDate(year: number, month: number, day: number): boolean {
  // Any month with 31 days, and any day, where the own one is not known.
  return isDate(year, month === 0 ? 1 : month, day === 60 ? 1 : day - 60);
}
