import type { FastifyReply } from 'fastify';
import { type BridgeError, type ErrorCode, type ErrorKind, errorCatalogue } from '../../errors.ts';
import { AccessRefused } from '../../overview/index.ts';

export type Language = 'sv' | 'en';

/** The first of the two that the header asks for; Swedish unless English is wanted. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = /(?:^|[\s,])(sv|en)\b/i.exec(acceptLanguage ?? '');
  return wanted?.[1]?.toLowerCase() === 'en' ? 'en' : 'sv';
}

const statusByKind: Readonly<Record<ErrorKind, number>> = {
  'bad-request': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'too-large': 413,
  'not-acceptable': 415,
  throttled: 429,
  overloaded: 503,
  upstream: 502,
  timeout: 504,
  internal: 500,
  operator: 500,
};
const statusByCode: Partial<Readonly<Record<ErrorCode, number>>> = {
  METHOD_NOT_ALLOWED: 405,
  REGISTRATION_CONFLICT: 409,
  PATIENT_CHANGED: 409,
  NEWS_CHANGED: 409,
};
/** Seconds after which to come back, by status. */
const retryAfter: Readonly<Record<number, string>> = { 429: '60', 503: '5' };

export function statusOf(error: BridgeError): number {
  return statusByCode[error.code] ?? statusByKind[error.kind];
}

/** Answers an error as problem+json (RFC 9457) in the reader's language. Never its cause, a stack or what was sent. */
export function sendProblem(
  reply: FastifyReply,
  error: BridgeError,
  correlationId: string,
  language: Language,
): FastifyReply {
  const status = statusOf(error);
  const entry = errorCatalogue[error.code];
  const after = retryAfter[status];
  if (after) reply.header('retry-after', after);
  return reply
    .code(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', language)
    .send(
      JSON.stringify({
        type: `urn:norrbryggan:problem:${error.code}`,
        title: entry[language],
        status,
        // What is specific to the occasion is for engineers, and in English whatever the reader speaks.
        detail: [entry[language], error.detail].filter(Boolean).join(' '),
        code: error.code,
        correlationId,
        remedy: entry.remedy,
        // Under which the law's decision is explained.
        ...(error instanceof AccessRefused && { decision: error.entry }),
      }),
    );
}
