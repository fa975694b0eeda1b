import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { notesOn } from '../notes-on.ts';

const fitForLogs = /^[A-Za-z0-9._-]{1,64}$/;
/** Digits that stand alone as a personal number's do, be it a valid one or not. */
const alone = /(^|[^0-9A-Za-z])([0-9]{6}|[0-9]{8})[-+]?[0-9]{4}($|[^0-9A-Za-z])/;
/** Among other characters: month and day (a coordination number has its day plus 60, and perhaps month 00) and four digits. */
const hidden =
  /(?=([0-9]{2}(?:(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01]|[6-8][0-9]|9[01])|00(?:[6-8][0-9]|9[01])))[-_.]?([0-9]{4}))/g;

/** A request without an id of its own keeps the one it was given. */
const ids = notesOn<IncomingHttpHeaders, string>();

/**
 * The id that joins everything one call causes: the platform's `x-skltp-correlation-id` when it is fit for logs (it may
 * not be, or hold, what looks like a personal number), otherwise a new UUID.
 */
export function correlationIdOf(headers: IncomingHttpHeaders): string {
  const known = ids.get(headers);
  if (known !== undefined) return known;
  const given = headers['x-skltp-correlation-id'] ?? headers['x-request-id'];
  const fit = typeof given === 'string' && fitForLogs.test(given) && !holdsPersonalNumber(given);
  const id = fit ? given : randomUUID();
  ids.set(headers, id);
  return id;
}

export function holdsPersonalNumber(text: string): boolean {
  return alone.test(text) || [...text.matchAll(hidden)].some(([, day = '', last = '']) => passesLuhn(day + last));
}

/** The check digit tells most of the other digits in a UUID or a trace id from a person's. */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return sum % 10 === 0;
}
