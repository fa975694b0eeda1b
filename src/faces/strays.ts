import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { asBridgeError, BridgeError, errorCatalogue } from '../errors.ts';
import type { Events } from '../events.ts';
import { tellOfBreakage } from './breakage.ts';
import { correlationIdOf } from './correlation.ts';
import type { Identified, Identify } from './identify.ts';
import { quota } from './quota.ts';
import type { LogRefusal } from './refusal-log.ts';

/** What no face takes: calls to paths where nothing is, and bytes that are no HTTP. */
export interface Strays {
  /** Answers a call outside every face with problem+json (RFC 9457); nothing the caller wrote is repeated. */
  outside(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void;
  /** Answers what Node's HTTP parser gave up on, and ends the connection. */
  unreadable(error: NodeJS.ErrnoException, socket: Socket): void;
}

/** Lets `strays` answer all that no route of this door or face takes. */
export function answerStrays(app: FastifyInstance, strays: Strays): void {
  // Faces add those they read. Without one, what comes to no face is refused before its body is received.
  app.removeAllContentTypeParsers();
  app.setNotFoundHandler((request, reply) => strays.outside(new BridgeError('NOT_FOUND'), request, reply));
  app.setErrorHandler(strays.outside);
}

interface StrayParts {
  readonly config: Pick<Config, 'bridge'>;
  readonly identify: Identify;
  readonly logRefusal: LogRefusal;
  readonly events: Events;
}

/** Log entries a minute: enough to see who searches for what is not there, too few to fill a disk. */
const entriesPerMinute = 600;

export function createStrays({ config, identify, logRefusal, events }: StrayParts): Strays {
  const mayLog = quota(entriesPerMinute);
  return { outside, unreadable };

  function outside(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const error = errorOf(thrown);
    const correlationId = correlationIdOf(request.headers);
    const identified = identify(request.raw);
    tellOfBreakage(events, error, 'door', correlationId);
    tell(error, identified, correlationId, error.code);
    const status = error.code === 'NOT_FOUND' ? 404 : error.code === 'INTERNAL' ? 500 : 400;
    reply
      .code(status)
      .header('content-type', 'application/problem+json')
      .header('cache-control', 'no-store')
      .header('x-skltp-correlation-id', correlationId)
      .send(problem(error, status, correlationId));
  }

  function unreadable({ code = 'unknown' }: NodeJS.ErrnoException, socket: Socket): void {
    const { writable, destroyed, _httpMessage: underWay } = socket as HttpSocket;
    // A connection that broke asked for nothing. Whoever still waits for an answer on it would take ours for that.
    if (code === 'ECONNRESET' || destroyed) return;
    const correlationId = randomUUID();
    const error = new BridgeError('MESSAGE_UNREADABLE', 'The bytes are not HTTP as it should be, or came too slowly.');
    tell(error, identify({ socket, headersDistinct: {} }), correlationId, code);
    if (writable && !underWay) socket.write(rawAnswer(error, statusOf(code), correlationId));
    socket.destroy();
  }

  /** On the access log when a certificate says who; one without asked for nothing that could have been had. */
  function tell(error: BridgeError, identified: Identified, correlationId: string, code: string): void {
    const fingerprint = identified.certificate?.fingerprint;
    events.emit('request:door:refused', { code, correlationId, fingerprint });
    if (!identified.certificate || !mayLog()) return;
    // Never rejects, and nobody waits: nothing is released.
    void logRefusal({ correlationId, face: 'portal', action: 'call', identified, error, milliseconds: 0 });
  }

  function problem(error: BridgeError, status: number, correlationId: string): string {
    const { sv, en, remedy } = errorCatalogue[error.code];
    const { name, kind } = config.bridge;
    const detail = `${sv} ${remedy}`;
    const installation = `${name} (${kind})`;
    return JSON.stringify({ title: en, status, detail, code: error.code, correlationId, installation });
  }

  function rawAnswer(error: BridgeError, status: number, correlationId: string): string {
    const body = problem(error, status, correlationId);
    return (
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: application/problem+json\r\n` +
      `x-skltp-correlation-id: ${correlationId}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
    );
  }
}

/** Node keeps the answer under way on the socket; its own handler of such errors looks at the same field. */
type HttpSocket = TLSSocket & { readonly _httpMessage?: unknown };

/** Fastify's own errors here: a body nobody reads, an address that cannot be decoded. */
function errorOf(thrown: unknown): BridgeError {
  const code = String((thrown as { code?: unknown }).code);
  if (code.startsWith('FST_ERR_CTP')) return new BridgeError('NOT_FOUND');
  if (code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_MAX_PARAM_LENGTH') return new BridgeError('MESSAGE_UNREADABLE');
  return asBridgeError(thrown);
}

function statusOf(code: string): number {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  return code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
}
