import type { FastifyRequest } from 'fastify';
import { asBridgeError, BridgeError } from '../../errors.ts';

/** The charset parameter of a content type. */
export function charsetParameter(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([A-Za-z0-9._-]+)"?/i.exec(contentType ?? '')?.[1];
}

/** What can be refused by the head of a request alone, so that its body is not received. */
export function checkHead(request: FastifyRequest): void {
  if (request.method !== 'POST') throw new BridgeError('METHOD_NOT_ALLOWED', 'Service contracts are called by POST.');
  const encoding = request.headers['content-encoding']?.trim().toLowerCase();
  if (encoding && encoding !== 'identity')
    throw new BridgeError('MESSAGE_UNREADABLE', 'Requests must not be compressed (Content-Encoding).');
}

/** The address a client used, for the WSDL's own references. The host is the client's word and goes back to it alone. */
export function addressOf(request: FastifyRequest): URL {
  const host = /^[A-Za-z0-9.:[\]-]{1,255}$/.test(request.host) ? request.host : 'localhost';
  const url = URL.parse(request.url, `https://${host}`) ?? URL.parse(request.url, 'https://localhost');
  if (!url) throw new BridgeError('NOT_FOUND');
  return url;
}

/** Fastify's own errors in our terms: a body too large, of no known length, or one that never came to its end. */
export function bridgeErrorOf(thrown: unknown, request: FastifyRequest): BridgeError {
  if (thrown instanceof BridgeError) return thrown;
  const code = (thrown as { code?: unknown }).code;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new BridgeError('MESSAGE_TOO_LARGE', undefined, { cause: thrown });
  if (typeof code === 'string' && code.startsWith('FST_ERR_CTP'))
    return new BridgeError('MESSAGE_UNREADABLE', undefined, { cause: thrown });
  if (request.raw.destroyed && !request.raw.complete)
    return new BridgeError('MESSAGE_UNREADABLE', 'The connection broke before the whole message had come.');
  return asBridgeError(thrown);
}
