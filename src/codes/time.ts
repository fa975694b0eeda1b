/**
 * RIV-TA times are Swedish wall-clock time without zone (`YYYYMMDDhhmmss`), FHIR times carry an offset. The hour that
 * occurs twice in autumn is read as its first occurrence; the hour that spring skips moves forward by the gap.
 */

const zone = 'Europe/Stockholm';
const hour = 3_600_000;

const wallClock = new Intl.DateTimeFormat('en-US', {
  timeZone: zone,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** `20230601120000` → `2023-06-01T12:00:00+02:00`; undefined when it is no possible time. */
export function rivtaTimeToFhir(time: string): string | undefined {
  if (!wallForm.test(time)) return undefined;
  const [hours, minutes, seconds] = [time.slice(8, 10), time.slice(10, 12), time.slice(12)];
  const calm = calmDay(time.slice(0, 8));
  if (!calm || hours > '23' || minutes > '59' || seconds > '59') return convert(time);
  return `${calm.date}T${hours}:${minutes}:${seconds}${calm.offset}`;
}

const wallForm = /^\d{14}$/;

/** Of the days on which no clock changes, which are nearly all: every record has its times, and records share days. */
const calmDays = new Map<string, { readonly date: string; readonly offset: string } | undefined>();
const rememberedDays = 100_000;

function calmDay(day: string) {
  if (calmDays.has(day)) return calmDays.get(day);
  if (calmDays.size >= rememberedDays) calmDays.clear();
  const [first, last] = [convert(`${day}000000`), convert(`${day}235959`)];
  const offset = first?.slice(19);
  const calm = first && offset && last?.endsWith(offset) ? { date: first.slice(0, 10), offset } : undefined;
  calmDays.set(day, calm);
  return calm;
}

function convert(time: string): string | undefined {
  const wall = wallMillisOf(time);
  if (wall === undefined) return undefined;
  const offset = offsetForWall(wall);
  const instant = wall - offset;
  const shown = offsetAt(instant);
  // In the hour that spring skips the offset of that instant is not the one the wall clock was read with.
  return `${shown === offset ? isoForm(time) : isoSeconds(instant + shown)}${isoOffset(shown)}`;
}

/** `20230601` → `2023-06-01`; undefined when it is no possible day. */
export function rivtaDateToFhir(date: string): string | undefined {
  if (!/^\d{8}$/.test(date) || wallMillisOf(`${date}000000`) === undefined) return undefined;
  return `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`;
}

const fhirForm = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d|60)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/;

/**
 * A FHIR date, dateTime or instant as `YYYYMMDDhhmmss` in Swedish wall-clock time; missing parts become the first
 * possible ones. Undefined for anything else, among that a time without zone, which FHIR forbids.
 */
export function fhirTimeToRivta(time: string): string | undefined {
  const parts = fhirForm.exec(time.trim());
  if (!parts) return undefined;
  const [, year = '', month = '01', day = '01', hours, minutes = '00', seconds = '00', offset] = parts;
  // A leap second has no place on the wire of either side.
  const second = seconds === '60' ? '59' : seconds;
  const wall = wallMillisOf(`${year}${month}${day}${hours ?? '00'}${minutes}${second}`);
  if (wall === undefined) return undefined;
  return offset === undefined ? rivtaForm(wall) : toRivtaTime(wall - millisOfOffset(offset));
}

/** The Swedish day of a FHIR date, dateTime or instant as `YYYYMMDD`. */
export function fhirTimeToRivtaDate(time: string): string | undefined {
  return fhirTimeToRivta(time)?.slice(0, 8);
}

/**
 * An xs:dateTime as an ISO 8601 instant in UTC; without zone it is Swedish. Undefined when it is no possible time. The end of
 * time, as systems write it for what never ends, stays within four digits of year.
 */
export function xsDateTimeToInstant(time: string): string | undefined {
  const [, day = '', clock = '', fraction = '', zone = ''] =
    /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(time.trim()) ?? [];
  const wall = wallMillisOf(`${day}${clock}`.replace(/[-:]/g, ''));
  if (wall === undefined) return undefined;
  const offset = zone === '' ? offsetForWall(wall) : millisOfOffset(zone);
  return told(wall - offset + Math.trunc(Number(`0${fraction}`) * 1_000)).toISOString();
}

/** Epoch milliseconds as `YYYYMMDDhhmmss` in Swedish wall-clock time. */
export function toRivtaTime(instant: number): string {
  return rivtaForm(instant + offsetAt(instant));
}

/** The wall-clock fields as if they were UTC; undefined when there is no such day or time. */
function wallMillisOf(time: string): number | undefined {
  if (!wallForm.test(time)) return undefined;
  const [year, month, day] = [Number(time.slice(0, 4)), Number(time.slice(4, 6)), Number(time.slice(6, 8))];
  const [hours, minutes, seconds] = [Number(time.slice(8, 10)), Number(time.slice(10, 12)), Number(time.slice(12))];
  const date = new Date(Date.UTC(year, month - 1, day, hours, minutes, seconds));
  const isDay = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay && hours < 24 && minutes < 60 && seconds < 60 ? date.getTime() : undefined;
}

/** The same time as FHIR writes it, without zone. */
function isoForm(time: string): string {
  const [day, clock] = [time.slice(0, 8), time.slice(8)];
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${clock.slice(0, 2)}:${clock.slice(2, 4)}:${clock.slice(4)}`;
}

const endOfTime = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Years of five digits have no place in either form, nor in every store. */
function told(millis: number): Date {
  return new Date(Math.min(millis, endOfTime));
}

function rivtaForm(millis: number): string {
  return told(millis).toISOString().slice(0, 19).replace(/[-T:]/g, '');
}

function isoSeconds(millis: number): string {
  return new Date(millis).toISOString().slice(0, 19);
}

/**
 * The offset to read a wall clock with. Around a change the one before it goes first: that gives the first of two
 * occurrences, and moves a time that does not exist forward by the gap.
 */
function offsetForWall(wall: number): number {
  const before = offsetAt(wall - 24 * hour);
  const after = offsetAt(wall + 24 * hour);
  if (before === after || offsetAt(wall - before) === before) return before;
  return offsetAt(wall - after) === after ? after : before;
}

const offsets = new Map<number, number>();
const rememberedHours = 100_000;

/** What Swedish wall clocks show minus UTC, in milliseconds. Clocks only ever change on the hour. */
function offsetAt(instant: number): number {
  const inHour = Math.floor(instant / hour);
  const known = offsets.get(inHour);
  if (known !== undefined) return known;
  if (offsets.size >= rememberedHours) offsets.clear();
  const offset = lookUpOffset(inHour * hour);
  offsets.set(inHour, offset);
  return offset;
}

function lookUpOffset(instant: number): number {
  const parts = new Map(wallClock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - instant;
}

function isoOffset(offset: number): string {
  const minutes = Math.abs(Math.round(offset / 60_000));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function millisOfOffset(offset: string): number {
  if (offset === 'Z') return 0;
  const sign = offset.startsWith('-') ? -1 : 1;
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6))) * 60_000;
}
