const offsetName = new Intl.DateTimeFormat('en-US', { timeZone: 'Europe/Stockholm', timeZoneName: 'longOffset' });

/** Swedish wall-clock time `YYYYMMDDhhmmss` as dateTime with its offset, e.g. `2023-06-01T12:00:00+02:00`. */
export function dateTime(wallClock: string): string {
  const local = `${date(wallClock)}T${wallClock.slice(8, 10)}:${wallClock.slice(10, 12)}:${wallClock.slice(12, 14)}`;
  // The offset of an instant one or two hours too late: wrong only in the hours when clocks change, and the records
  // have no times at night.
  return local + offsetIn(local.slice(0, 13));
}

/** `YYYYMMDD…` as date. */
export function date(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;
}

/** Asked for once an hour of the records' time: a council tells thousands of times for each search. */
const offsets = new Map<string, string>();

function offsetIn(hour: string): string {
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  const parts = offsetName.formatToParts(new Date(`${hour}:00:00Z`));
  const offset = (parts.find(({ type }) => type === 'timeZoneName')?.value ?? '').replace('GMT', '');
  offsets.set(hour, offset);
  return offset;
}

/** The same instant in Coordinated Universal Time, as many servers write `instant`. */
export function utc(wallClock: string): string {
  return new Date(dateTime(wallClock)).toISOString().replace('.000', '');
}
