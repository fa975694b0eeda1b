/**
 * The whole error catalogue, area by area. Rooms throw {@link BridgeError} (or return a code); only faces know what a code
 * looks like on their wire (VPnnn, OperationOutcome, problem+json).
 *
 * Each entry: a kind that faces map to a status, a text that is safe to show anyone (no patient data, no internals)
 * in Swedish and English, and what the reader can do about it.
 */
import { accessErrors } from './errors/access.ts';
import type { ErrorKind } from './errors/catalogue-entry.ts';
import { certificateErrors } from './errors/certificates.ts';
import { installationErrors } from './errors/installation.ts';
import { joined } from './errors/joined.ts';
import { portalErrors } from './errors/portal.ts';
import { requestErrors } from './errors/requests.ts';
import { routingErrors } from './errors/routing.ts';
import { signInErrors } from './errors/sign-in.ts';
import { sourceErrors } from './errors/sources.ts';

export type { ErrorKind };

export const errorCatalogue = joined(
  certificateErrors,
  signInErrors,
  requestErrors,
  routingErrors,
  accessErrors,
  sourceErrors,
  portalErrors,
  installationErrors,
);

export type ErrorCode = keyof typeof errorCatalogue;

/**
 * The one error type of the bridge. `detail` adds what is specific to the occasion (an element path, an address) and
 * must be fit for the caller: never patient data, stack traces or secrets. `cause` stays inside.
 */
export class BridgeError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;

  constructor(code: ErrorCode, detail?: string, options?: ErrorOptions) {
    super(detail ? `${errorCatalogue[code].en} ${detail}` : errorCatalogue[code].en, options);
    this.name = 'BridgeError';
    this.code = code;
    this.detail = detail;
  }

  get kind(): ErrorKind {
    return errorCatalogue[this.code].kind;
  }
}

/**
 * Where in the code something broke, for operational logs: names and codes of the error and its causes, and the nearest
 * calls. Never a message, which may quote what a patient's record says.
 */
export function placeOf(thrown: unknown): string {
  const told: string[] = [];
  for (
    let error = thrown;
    error !== undefined && told.length < 4;
    error = error instanceof Error ? error.cause : undefined
  )
    told.push(error instanceof Error ? [nameOf(error), ...callsOf(error)].join(' ') : typeof error);
  return told.join(', caused by ') || 'undefined';
}

function nameOf(error: Error): string {
  const code = 'code' in error && /^[A-Za-z0-9_]{1,64}$/.test(String(error.code)) ? ` (${String(error.code)})` : '';
  return `${error.constructor.name}${code}`;
}

/** The stack begins with the message, which may itself have lines that look like calls. */
function callsOf({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(message);
  const afterMessage = start < 0 ? '' : stack.slice(start + message.length);
  return [...afterMessage.matchAll(/^ {4}(at .+)$/gm)].slice(0, 4).map(([, call = '']) => call);
}

/** Any thrown value as a BridgeError; what is not ours becomes INTERNAL with the original as cause. */
export function asBridgeError(thrown: unknown): BridgeError {
  return thrown instanceof BridgeError ? thrown : new BridgeError('INTERNAL', undefined, { cause: thrown });
}
