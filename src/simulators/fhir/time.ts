const offsetName = new Intl.DateTimeFormat('en-US', { timeZone: 'Europe/Stockholm', timeZoneName: 'longOffset' });

/** Swedish wall-clock time `YYYYMMDDhhmmss` as dateTime with its offset, e.g. `2023-06-01T12:00:00+02:00`. */
export function dateTime(wallClock: string): string {
  const local = `${date(wallClock)}T${wallClock.slice(8, 10)}:${wallClock.slice(10, 12)}:${wallClock.slice(12, 14)}`;
  // The offset of an instant one or two hours too late: wrong only in the hours when clocks change, and the records
  // have no times at night.
  return local + offsetAt(new Date(`${local}Z`));
}

/** `YYYYMMDD…` as date. */
export function date(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;
}

function offsetAt(instant: Date): string {
  const name = offsetName.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name.replace('GMT', '');
}

/** The same instant in Coordinated Universal Time, as many servers write `instant`. */
export function utc(wallClock: string): string {
  return new Date(dateTime(wallClock)).toISOString().replace('.000', '');
}
