import { BridgeError } from '../errors.ts';
import { harmless } from './harmless.ts';
import { SourceFailure } from './query.ts';

/** Statuses for failures that no HTTP status of the source describes; they stand as code in ProcessingStatus. */
const status = { badData: 502, unreachable: 503, timedOut: 504, refused: 500 } as const;

/**
 * The source's answer breaks HTTP, XML, JSON, its contract or a limit. It has no cause: what parsers throw quotes what
 * they read, which is patient data.
 */
export function badData(text: string): SourceFailure {
  return new SourceFailure('bad-data', status.badData, harmless(text));
}

/** The source answered, and the answer was no. `httpStatus` below 400 means that it said so inside a success. */
export function refused(httpStatus: number, text: string): SourceFailure {
  return new SourceFailure('refused', httpStatus >= 400 ? httpStatus : status.refused, harmless(text));
}

/** An HTTP error that does not say why: not a word about this question, so a server error is about all of them. */
export function unexplained(httpStatus: number): SourceFailure {
  const text = `The record system answered with HTTP status ${httpStatus}.`;
  return new SourceFailure('refused', httpStatus >= 400 ? httpStatus : status.refused, text, {
    outage: httpStatus >= 500,
  });
}

export function timedOut(text: string, cause?: unknown): SourceFailure {
  return new SourceFailure('timed-out', status.timedOut, text, { cause });
}

/** Its time went by while other answers were read: that says nothing about the source. */
export function heldUp(): SourceFailure {
  return new SourceFailure('busy', status.unreachable, 'The bridge was busy reading other answers.');
}

/** What our XML readers threw as a failure of the source; anything else is a bug and stays what it is. */
export function fromReader(thrown: unknown): unknown {
  if (!(thrown instanceof BridgeError)) return thrown;
  const what =
    thrown.code === 'MESSAGE_FORBIDDEN_XML'
      ? 'The answer holds a document type declaration.'
      : thrown.code === 'MESSAGE_OVER_LIMIT'
        ? 'The answer exceeds a limit of the XML reader.'
        : 'The answer cannot be read as a SOAP message.';
  return badData(`${what} ${thrown.detail ?? ''}`);
}

/** Errors of connecting: nothing of the request can have reached the source. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export function surelyNotSent(thrown: unknown): boolean {
  return neverConnected.has(codeOf(thrown) ?? '');
}

/** What the HTTP client threw. Errors without a code are none of its own, that is: bugs, and stay what they are. */
export function fromHttp(thrown: unknown, stage: 'before-answer' | 'in-answer'): unknown {
  const code = codeOf(thrown);
  if (thrown instanceof SourceFailure || code === undefined) return thrown;
  if (code === 'UND_ERR_INVALID_ARG') return thrown;
  if (code.startsWith('HPE_') || code.startsWith('UND_ERR_HEADERS') || code.startsWith('UND_ERR_RES'))
    return badData(`The answer is not HTTP as it should be (${code}).`);
  if (stage === 'in-answer' && !code.startsWith('CERT_'))
    return new SourceFailure('bad-data', status.badData, `The answer broke off (${code}).`, { outage: true });
  return new SourceFailure('unreachable', status.unreachable, `${whyUnreachable(code)} (${code}).`, { cause: thrown });
}

function whyUnreachable(code: string): string {
  if (code === 'ECONNREFUSED') return 'The connection was refused';
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return 'No connection within two seconds';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'The host name cannot be resolved';
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET')
    return 'The connection was closed before any answer';
  if (code === 'CERT_REVOKED') return 'Its certificate is revoked';
  if (code === 'CERT_REVOCATION_UNKNOWN') return 'Nobody can tell whether its certificate is revoked';
  if (/CERT|SSL|TLS|SIGNATURE/.test(code)) return 'The two sides do not accept each other’s certificates';
  return 'No connection';
}

function codeOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown)) return undefined;
  if (typeof thrown.code === 'string') return thrown.code;
  // Undici's parser leaves the code of some of its errors empty.
  return thrown.name === 'HTTPParserError' ? 'HPE_INVALID' : undefined;
}
