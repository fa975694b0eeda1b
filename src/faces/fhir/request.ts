import type { FastifyInstance, FastifyRequest } from 'fastify';
import { asBridgeError, BridgeError } from '../../errors.ts';
import { type Format, formatFor, isStrict } from './format.ts';

export const prefix = '/fhir';
/** A search holds some parameters, an operation one or two; more than this is neither. */
const bodyBytes = 65_536;

/** What every request says beside its path: parameters of address and form together, and how to answer. */
export interface FhirRequest {
  readonly params: URLSearchParams;
  readonly strict: boolean;
  readonly pretty: boolean;
  readonly format: Format;
}

/** Throws MEDIA_TYPE_UNSUPPORTED when the caller takes nothing that is written here. */
export function readRequest(request: FastifyRequest): FhirRequest {
  const params = addressParams(request);
  if (typeof request.body === 'string') {
    for (const [name, value] of new URLSearchParams(request.body)) params.append(name, value);
  }
  return {
    params,
    strict: isStrict(request.headers.prefer),
    pretty: params.get('_pretty') === 'true',
    format: formatFor(params.get('_format'), request.headers.accept),
  };
}

/** What a refusal is written as: what the caller takes, and JSON for one who takes neither. */
export function formatOfRefusal(request: FastifyRequest): Format {
  try {
    return formatFor(addressParams(request).get('_format'), request.headers.accept);
  } catch {
    // That is what the refusal tells of.
    return 'json';
  }
}

function addressParams(request: FastifyRequest): URLSearchParams {
  const mark = request.url.indexOf('?');
  return new URLSearchParams(mark < 0 ? '' : request.url.slice(mark + 1));
}

/** The host is the caller's own word, and goes back to it alone; what no host looks like does not. */
export function baseUrlOf(request: FastifyRequest): string {
  const host = /^[A-Za-z0-9.:[\]-]{1,255}$/.test(request.host) ? request.host : 'localhost';
  return `${request.protocol}://${host}${prefix}`;
}

/** Searches come as forms, and nothing else has a body. */
export function takeForms(face: FastifyInstance): void {
  face.removeAllContentTypeParsers();
  face.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: bodyBytes },
    (_request, body, done) => done(null, body),
  );
}

/** Operations come as a Parameters resource in JSON. Throws MESSAGE_UNREADABLE from the parser when it is no JSON. */
export function takeParameters(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    ['application/fhir+json', 'application/json', 'text/json'],
    { parseAs: 'string', bodyLimit: bodyBytes },
    (_request, body, done) => {
      try {
        done(null, JSON.parse(String(body)));
      } catch (cause) {
        done(new BridgeError('MESSAGE_UNREADABLE', 'The body is no JSON.', { cause }));
      }
    },
  );
}

/** Fastify's own errors in our terms. */
export function bridgeErrorOf(thrown: unknown): BridgeError {
  const { code } = thrown as { code?: unknown };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new BridgeError('MESSAGE_TOO_LARGE', `A body may be at most ${bodyBytes} bytes.`, { cause: thrown });
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    const detail = 'The body of a search is application/x-www-form-urlencoded, of an operation application/fhir+json.';
    return new BridgeError('MEDIA_TYPE_UNSUPPORTED', detail, { cause: thrown });
  }
  if (typeof code === 'string' && code.startsWith('FST_ERR_')) {
    return new BridgeError('MESSAGE_UNREADABLE', undefined, { cause: thrown });
  }
  return asBridgeError(thrown);
}
