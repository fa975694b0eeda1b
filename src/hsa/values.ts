import type {
  Address,
  CommissionMember,
  CommissionRight,
  GridPosition,
  LicensedSpeciality,
  NurseRight,
  OpeningHours,
  Period,
  SystemRole,
} from './model.ts';
import { hsaKey } from './model.ts';

/**
 * The catalogue's value syntaxes (HSA schema 5.3). A malformed value gives undefined, and the reader drops that value
 * alone; only unreadable dates take the whole object with them, since nobody can say whether it is in force.
 */

/** The form of an HSA-id, tolerant of historic prefixes; letter case does not count. */
const hsaIdForm = /^[A-Za-z0-9_]+(?:-[A-Za-z0-9]+)+$/;

export function parseHsaId(value: string | undefined): string | undefined {
  return value !== undefined && value.length <= 32 && hsaIdForm.test(value) ? hsaKey(value) : undefined;
}

/** GeneralizedTime in GMT, `20081112230000Z`, to ISO 8601. */
export function parseInstant(value: string): string | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(?:(\d{2})(?:[.,]\d+)?)?Z$/.exec(value);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second = '00'] = match;
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const instant = new Date(text);
  const exists = !Number.isNaN(instant.getTime()) && instant.toISOString() === text;
  return exists ? text : undefined;
}

/** A missing date is open; an unreadable one makes the whole period undefined. */
export function parsePeriod(from: string | undefined, to: string | undefined): Period | undefined {
  const start = from ? parseInstant(from) : undefined;
  const end = to ? parseInstant(to) : undefined;
  if ((from && !start) || (to && !end)) return undefined;
  return { from: start, to: end };
}

/** `HSA-id;start;end`, dates optional, semicolons always present. */
export function parseMember(value: string): CommissionMember | undefined {
  const parts = value.split(';');
  if (parts.length !== 3) return undefined;
  const person = parseHsaId(parts[0]);
  const period = parsePeriod(parts[1], parts[2]);
  return person && period ? { person, period } : undefined;
}

/** `activity;information class;scope`, all three required. */
export function parseRight(value: string): CommissionRight | undefined {
  const [activity, informationClass, scope, ...rest] = value.split(';').map((part) => part.trim());
  if (!activity || !informationClass || !scope || rest.length > 0) return undefined;
  return { activity, informationClass, scope };
}

/** `system;role`. */
export function parseSystemRole(value: string): SystemRole | undefined {
  const [system, role, ...rest] = value.split(';').map((part) => part.trim());
  return system && role && rest.length === 0 ? { system, role } : undefined;
}

/** `licence;J` or `licence;N`, the licence by its code. */
export function parseNurseRight(value: string): NurseRight | undefined {
  const [, licence, said] = /^\s*([A-ZÅÄÖ]{2})\s*;\s*([JN])\s*$/i.exec(value) ?? [];
  return licence && said ? { licence: licence.toUpperCase(), prescribes: said.toUpperCase() === 'J' } : undefined;
}

/** `licence;speciality code;name`, all three required. */
export function parseLicensedSpeciality(value: string): LicensedSpeciality | undefined {
  const [licence, code, name, ...rest] = value.split(';').map((part) => part.trim());
  return licence && code && name && rest.length === 0 ? { licence: licence.toUpperCase(), code, name } : undefined;
}

/** `XXXXXX-XXXX`. The check digit is the catalogue's business, not ours. */
export function parseOrgNo(value: string | undefined): string | undefined {
  return value && /^\d{6}-\d{4}$/.test(value) ? value : undefined;
}

/** `D-D#hh:mm#hh:mm#comment`; no crossing of midnight, 24:00 allowed as end. */
export function parseOpeningHours(value: string): OpeningHours | undefined {
  const match = /^([1-7])-([1-7])#(\d{2}:\d{2})#(\d{2}:\d{2})(?:#(.*))?$/s.exec(value);
  if (!match) return undefined;
  const [, fromDay, toDay, opens = '', closes = '', comment] = match;
  if (!isTimeOfDay(opens) || !(isTimeOfDay(closes) || closes === '24:00')) return undefined;
  if (closes <= opens || Number(fromDay) > Number(toDay)) return undefined;
  return { fromDay: Number(fromDay), toDay: Number(toDay), opens, closes, comment: comment?.trim() || undefined };
}

function isTimeOfDay(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/**
 * An address with `$` between its lines. The last line of a postal address is `971 80 Luleå`; a visiting address is
 * written `Street 5$$$Town`, its postal code standing in an attribute of its own.
 */
export function parseAddress(value: string | undefined, postalCode?: string): Address | undefined {
  if (!value) return undefined;
  const lines = value
    .split('$')
    .map((line) => line.replace(/\\24/g, '$').replace(/\\5c/gi, '\\').trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return undefined;
  if (lines.length === 1) return { lines, postalCode: digitsOf(postalCode), town: undefined };
  const last = lines.at(-1) as string;
  const [, first, second, town = last] = /^(?:SE?-? ?)?(\d{3}) ?(\d{2}) +(.+)$/.exec(last) ?? [];
  return { lines: lines.slice(0, -1), postalCode: first && second ? first + second : digitsOf(postalCode), town };
}

function digitsOf(postalCode: string | undefined): string | undefined {
  const digits = postalCode?.replace(/\D/g, '');
  return digits?.length === 5 ? digits : undefined;
}

/**
 * SWEREF 99 TM from its two attributes. Their syntax is documented once for both (`N:6477155,E:536352`), so each may
 * hold one figure or the pair.
 */
export function parsePosition(latitude: string | undefined, longitude: string | undefined): GridPosition | undefined {
  const north = figure(latitude, 'N');
  const east = figure(longitude, 'E');
  if (north === undefined || east === undefined) return undefined;
  const inSweden = north > 6_000_000 && north < 7_800_000 && east > 200_000 && east < 1_000_000;
  return inSweden ? { north, east } : undefined;
}

function figure(value: string | undefined, letter: 'N' | 'E'): number | undefined {
  const match = value && (new RegExp(`${letter}:(\\d{6,7})\\b`).exec(value) ?? /^(\d{6,7})$/.exec(value));
  return match ? Number(match[1]) : undefined;
}
