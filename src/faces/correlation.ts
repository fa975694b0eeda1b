import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const plain = /^[A-Za-z0-9._-]{1,64}$/;
const likePersonalNumber = /(^|[^0-9A-Za-z])([0-9]{6}|[0-9]{8})[-+]?[0-9]{4}($|[^0-9A-Za-z])/;

/**
 * The id that joins everything one call causes: the platform's `x-skltp-correlation-id` when it is fit for logs (it may
 * not be, or hold, what looks like a personal number), otherwise a new UUID.
 */
export function correlationIdOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-skltp-correlation-id'] ?? headers['x-request-id'];
  if (typeof given !== 'string') return randomUUID();
  return uuid.test(given) || (plain.test(given) && !likePersonalNumber.test(given)) ? given : randomUUID();
}
