import { rivtaDateToFhir, rivtaTimeToFhir } from '../codes/index.ts';

/** When an entry of the table holds, as its catalogue writes it. Both ends are included; a missing one is open. */
export interface Validity {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Epoch milliseconds, both ends included. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

const form = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)?)?$/;

/**
 * The instants an entry holds for. A date means the whole Swedish day and a time without zone is Swedish wall-clock
 * time; what is written without a smaller unit includes all of it, as `to` at 23:59:59 includes that second. Undefined
 * when an end is no such time or the interval ends before it starts.
 */
export function intervalOf({ from, to }: Validity): Interval | undefined {
  const start = from === undefined ? Number.NEGATIVE_INFINITY : instantOf(from, 'first');
  const end = to === undefined ? Number.POSITIVE_INFINITY : instantOf(to, 'last');
  return start === undefined || end === undefined || start > end ? undefined : { start, end };
}

export function includes({ start, end }: Interval, instant: number): boolean {
  return start <= instant && instant <= end;
}

/** The first or last millisecond of what is written; undefined when it is no possible date or time. */
export function instantOf(text: string, end: 'first' | 'last'): number | undefined {
  const parts = form.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hours, minutes, seconds, fraction, zone] = parts;
  if (rivtaDateToFhir(`${year}${month}${day}`) === undefined) return undefined;
  if (hours === undefined) return swedish(`${year}${month}${day}${end === 'first' ? '000000' : '235959'}`, end);
  if (zone === undefined) return swedish(`${year}${month}${day}${hours}${minutes}${seconds}`, end, fraction);
  return edge(Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}${zone}`), end, fraction);
}

function swedish(time: string, end: 'first' | 'last', fraction?: string): number | undefined {
  return edge(Date.parse(rivtaTimeToFhir(time) ?? ''), end, fraction);
}

function edge(second: number, end: 'first' | 'last', fraction: string | undefined): number | undefined {
  if (Number.isNaN(second)) return undefined;
  if (fraction !== undefined) return second + Math.floor(Number(fraction) * 1_000);
  return end === 'first' ? second : second + 999;
}

/** When an entry holds, to stand behind it: nothing for one that always does; said if it does not at the instant. */
export function periodText(validity: Validity, at: number): string {
  const { from, to } = validity;
  if (from === undefined && to === undefined) return '';
  const interval = intervalOf(validity);
  const state = !interval ? ', NEVER' : at < interval.start ? ', NOT YET' : at > interval.end ? ', ENDED' : '';
  return `, ${from ?? '…'} to ${to ?? '…'}${state}`;
}
