import { fhirTimeToRivta, rivtaDateToFhir, rivtaTimeToFhir, toRivtaTime } from '../../../codes/index.ts';

/** A stretch of time in epoch milliseconds, from inclusive to exclusive; infinite where it is open. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

const form = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/**
 * The time a FHIR date or dateTime covers, by its precision: `2024` the year, `2024-05-01` the day, a time with seconds
 * that second. What has no zone is Swedish. Undefined when it is no date.
 */
export function intervalOf(value: string): Interval | undefined {
  const parts = form.exec(value);
  if (!parts) return undefined;
  const [, year = '', month, day, hour, minute, second, fraction, zone] = parts;
  if (month === undefined) return between(midnight(Number(year), 1, 1), midnight(Number(year) + 1, 1, 1));
  if (day === undefined) {
    return between(midnight(Number(year), Number(month), 1), nextMonth(Number(year), Number(month)));
  }
  if (rivtaDateToFhir(`${year}${month}${day}`) === undefined) return undefined;
  if (hour === undefined) {
    const start = midnight(Number(year), Number(month), Number(day));
    // 36 hours on is some time of the next day, however long this one is.
    return between(start, start === undefined ? undefined : startOfSwedishDay(start + 36 * 3_600_000));
  }
  const from = instantOf(`${year}${month}${day}${hour}${minute}${second ?? '00'}`, zone);
  if (from === undefined) return undefined;
  const milliseconds = fraction === undefined ? 0 : Number(`0.${fraction}`) * 1000;
  const length = second === undefined ? 60_000 : fraction === undefined ? 1000 : 1;
  return { from: from + Math.floor(milliseconds), to: from + Math.floor(milliseconds) + length };
}

/** From the start of one value to the end of another; an absent one leaves that side open. */
export function spanOf(start: string | undefined, end: string | undefined): Interval | undefined {
  if (start === undefined && end === undefined) return undefined;
  return {
    from: (start === undefined ? undefined : intervalOf(start)?.from) ?? Number.NEGATIVE_INFINITY,
    to: (end === undefined ? undefined : intervalOf(end)?.to) ?? Number.POSITIVE_INFINITY,
  };
}

/** The Swedish day of an instant, `YYYYMMDD`. */
export function swedishDay(instant: number): string {
  return toRivtaTime(instant).slice(0, 8);
}

function between(from: number | undefined, to: number | undefined): Interval | undefined {
  return from === undefined || to === undefined ? undefined : { from, to };
}

function nextMonth(year: number, month: number): number | undefined {
  return month === 12 ? midnight(year + 1, 1, 1) : midnight(year, month + 1, 1);
}

function midnight(year: number, month: number, day: number): number | undefined {
  const two = (value: number) => String(value).padStart(2, '0');
  return instantOf(`${String(year).padStart(4, '0')}${two(month)}${two(day)}000000`, undefined);
}

function startOfSwedishDay(instant: number): number | undefined {
  return instantOf(`${swedishDay(instant)}000000`, undefined);
}

function instantOf(digits: string, zone: string | undefined): number | undefined {
  const swedish = rivtaTimeToFhir(digits);
  if (swedish === undefined) return undefined;
  if (zone === undefined) return Date.parse(swedish);
  const [date, time] = [digits.slice(0, 8), digits.slice(8)];
  const written = `${date.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}${zone}`;
  const instant = fhirTimeToRivta(written) === undefined ? Number.NaN : Date.parse(written);
  return Number.isNaN(instant) ? undefined : instant;
}
