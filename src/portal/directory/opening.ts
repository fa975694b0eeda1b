import type { OpeningHours } from '../../faces/portal-api/shapes/directory.ts';

/** Whether it is open at an instant, and until or from when. Public holidays are not known here. */
export type Opening =
  /** Nothing is said of hours. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'always' }
  | ({ readonly kind: 'open' } & Turn)
  | ({ readonly kind: 'closed' } & Turn);

/** When it closes or opens next. */
export interface Turn {
  /** Days from today; 0 is today. */
  readonly inDays: number;
  /** 1 is Monday. */
  readonly weekday: number;
  /** `17:00`; what closes at midnight closes at `24:00`. */
  readonly time: string;
}

const dayMinutes = 24 * 60;
const weekMinutes = 7 * dayMinutes;

/** Minutes since the week began on Monday, from (inclusive) to (exclusive). */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** By the clock of Sweden, wherever the reader is. */
export function openingAt(hours: readonly OpeningHours[], at: Date): Opening {
  const spans = joined(hours.flatMap(spansOf));
  const [first] = spans;
  if (!first) return { kind: 'unknown' };
  if (first.to - first.from >= weekMinutes) return { kind: 'always' };
  const now = minuteOfWeek(at);
  // The week goes round: a span that began last week may still last, and the next one may be next week's.
  const around = [-weekMinutes, 0, weekMinutes].flatMap((shift) =>
    spans.map(({ from, to }) => ({ from: from + shift, to: to + shift })),
  );
  const current = around.find(({ from, to }) => from <= now && now < to);
  if (current) return { kind: 'open', ...closing(current.to, now) };
  const next = around.find(({ from }) => from > now) ?? first;
  return { kind: 'closed', ...turnAt(next.from, now) };
}

function spansOf({ fromDay, toDay, opens, closes }: OpeningHours): readonly Span[] {
  const days = Array.from({ length: toDay - fromDay + 1 }, (_, index) => (fromDay + index - 1) * dayMinutes);
  return days.map((day) => ({ from: day + minutesOf(opens), to: day + minutesOf(closes) }));
}

/** In order, those that touch made one; Sunday's last goes on into Monday's first. */
function joined(spans: readonly Span[]): readonly Span[] {
  const made: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = made.at(-1);
    if (last && span.from <= last.to) made[made.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else made.push(span);
  }
  const [first] = made;
  const last = made.at(-1);
  if (!first || !last || first === last || first.from > 0 || last.to < weekMinutes) return made;
  return [...made.slice(1, -1), { from: last.from, to: weekMinutes + first.to }];
}

/** Midnight belongs to the day that ends. */
function closing(minute: number, now: number): Turn {
  const turn = turnAt(minute - 1, now);
  return { ...turn, time: timeOf(((minute - 1 + weekMinutes) % dayMinutes) + 1) };
}

function turnAt(minute: number, now: number): Turn {
  const day = Math.floor(minute / dayMinutes);
  const time = timeOf((minute + weekMinutes) % dayMinutes);
  return { inDays: day - Math.floor(now / dayMinutes), weekday: ((day + 7) % 7) + 1, time };
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function timeOf(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Stockholm',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function minuteOfWeek(at: Date): number {
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const day = weekdays.indexOf(parts.get('weekday') ?? '');
  return day * dayMinutes + Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
}
