import type { Days } from './contract.ts';

/** A stretch of time, `YYYYMMDD` or `YYYYMMDDhhmmss`; an end that is missing is open. */
export interface Span {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}

/** Whether the two have any moment in common, ends included. Both in days or both in seconds. */
export function overlaps(a: Span, b: Span): boolean {
  return startsBefore(a, b) && startsBefore(b, a);
}

/** The whole days that hold it. */
export function inDays({ start, end }: Span): Span {
  return { start: start?.slice(0, 8), end: end?.slice(0, 8) };
}

/** Whole days in seconds, both ends included. */
export function inSeconds({ start, end }: Days): Days {
  return { start: firstSecond(start), end: lastSecond(end) };
}

/** The first second that a time of unknown precision (`YYYY` … `YYYYMMDDhhmmss`) may mean. */
export function firstSecond(partial: string): string {
  return filledFrom('00000101000000', partial);
}

/** The last such second. Every month gets 31 days: it is for comparing, not for showing. */
export function lastSecond(partial: string): string {
  return filledFrom('99991231235959', partial);
}

function startsBefore({ start }: Span, { end }: Span): boolean {
  return start === undefined || end === undefined || start <= end;
}

function filledFrom(template: string, partial: string): string {
  return partial + template.slice(partial.length);
}
