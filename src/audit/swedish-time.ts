const ZONE = 'Europe/Stockholm';

const readable = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  dateStyle: 'short',
  timeStyle: 'medium',
});
const offset = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeZoneName: 'longOffset' });

/** An instant as Swedish local time with its zone, `2026-11-22 14:03:09+01:00`. */
export function toSwedishTime(instant: Date): string {
  return `${readable.format(instant)}${offsetAt(instant)}`;
}

/**
 * The instant that a person means by a date or a date with a time; without a zone it is Swedish local time.
 * Undefined when it is none.
 */
export function fromSwedishTime(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(text)) return undefined;
  const iso = text.length === 10 ? `${text}T00:00` : text.replace(' ', 'T');
  if (/(Z|[+-]\d{2}:\d{2})$/.test(iso)) return valid(new Date(iso));
  const guess = valid(new Date(`${iso}Z`));
  // The offset of the guess may be that of the other side of a change of clocks; that of the result settles it.
  const near = guess && new Date(`${iso}${offsetAt(guess)}`);
  return near && new Date(`${iso}${offsetAt(near)}`);
}

function valid(date: Date): Date | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function offsetAt(instant: Date): string {
  const name = offset.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? '';
  return name.replace('GMT', '') || '+00:00';
}
