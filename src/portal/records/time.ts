/** Times as RIV-TA has them: `YYYY` or more of `YYYYMMDDhhmmss`, Swedish local time. */
const form = /^(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)?(\d\d)?)?$/;

/** For reading, with the precision given: `2018-11`, `2018-11-05`, `2018-11-05 10:30`. What is no such time stays as it is. */
export function timeText(time: string): string {
  const [, year, month, day, hour, minute = '00', second = '00'] = form.exec(time) ?? [];
  if (!year) return time;
  const date = [year, month, day].filter(Boolean).join('-');
  if (!hour) return date;
  return `${date} ${hour}:${minute}${second === '00' ? '' : `:${second}`}`;
}

/** `2018-11-05 10:30–11:00`, `2018-11-05 10:30 –` for what has no end. */
export function periodText(start: string | undefined, end: string | undefined): string | undefined {
  if (!start && !end) return undefined;
  if (start === end) return timeText(start ?? '');
  return `${start ? timeText(start) : ''} – ${end ? timeText(end) : ''}`.trim();
}

/** The time, where it is one that others can be ordered by. */
export function orderable(time: string | undefined): string | undefined {
  return time && form.test(time) ? time : undefined;
}

const stockholm = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'medium',
  timeZone: 'Europe/Stockholm',
});

/** `YYYYMMDDhhmmss`. */
export function swedishTime(instant: Date): string {
  return stockholm.format(instant).replace(/\D/g, '');
}

/** Whether it has come to pass, as far as the precision given tells. */
export function isPast(time: string, now: string): boolean {
  return time <= now.slice(0, time.length);
}
