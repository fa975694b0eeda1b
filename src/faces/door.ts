import { constants } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { TLSSocket } from 'node:tls';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import { askForCertificate } from '../siths/index.ts';
import type { Identified, Identify } from './identify.ts';
import { answerStrays, type Strays } from './strays.ts';

export type { Identified } from './identify.ts';

/**
 * The service door: TLS 1.2 and 1.3, asks for a client certificate and lets every handshake finish, so that a refusal can
 * be explained and logged. What no face takes is answered by `strays`.
 */
export function createDoor(config: Config, strays: Strays): FastifyInstance {
  const app = Fastify({
    https: {
      cert: readFileSync(config.tls.certificate),
      key: readFileSync(config.tls.key),
      ...askForCertificate,
      minVersion: 'TLSv1.2',
      // A resumed session skips the certificate: until revocation reaches resumed sessions, nothing is resumed. And who
      // has shown one certificate may not change it, nor make us do handshakes without end, on the same connection.
      secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
      handshakeTimeout: 10_000,
    },
    bodyLimit: config.limits.requestBytes,
    logger: false,
    // A record system may keep its connection for minutes between calls.
    keepAliveTimeout: 65_000,
    requestTimeout: 60_000,
    // A connection on which nothing moves: longer than any call waits for its sources.
    connectionTimeout: config.overview.deadlineMs + 60_000,
    forceCloseConnections: 'idle',
    // Who has got in while the bridge stops is answered; see drain.ts.
    return503OnClosing: false,
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 200 },
    frameworkErrors: strays.outside,
    clientErrorHandler: strays.unreadable,
  }) as unknown as FastifyInstance;
  answerStrays(app, strays);
  return app;
}

/** Judges who makes a request to a system face: a refusal is returned, to be answered and logged by the face. */
export type Authenticate = (request: FastifyRequest, face: string, correlationId: string) => Promise<Identified>;

/** By certificate; then whether the bridge has its hands full; then by the caller's own rate. */
export async function createAuthenticate(
  door: FastifyInstance,
  config: Config,
  identify: Identify,
  events: Events,
): Promise<Authenticate> {
  const crowd = countRequests(door);
  await door.register(rateLimit, { global: false });
  const fingerprints = new WeakMap<FastifyRequest, string>();
  const checkRate = door.createRateLimit({
    max: config.limits.requestsPerMinute,
    timeWindow: 60_000,
    // By certificate: a caller's own haste never costs another. Without an accepted one, of which anyone can make any
    // number, by address.
    keyGenerator: (request) => fingerprints.get(request) ?? request.ip,
  });

  return async (request, face, correlationId) => {
    const judged = identify(request.raw.socket as TLSSocket, request.headers);
    const { caller, certificate, refusal } = judged;
    if (caller) fingerprints.set(request, caller.certificate.fingerprint);
    const rate = await checkRate(request);
    if (!rate.isAllowed && rate.isExceeded) return { ...judged, refusal: new BridgeError('TOO_MANY_REQUESTS') };
    if (refusal) {
      const fingerprint = certificate?.fingerprint;
      events.emit('caller:certificate:refused', { code: refusal.code, face, correlationId, fingerprint });
      return judged;
    }
    const full = crowd.size() > config.limits.requestsAtOnce;
    return full ? { ...judged, refusal: new BridgeError('OVERLOADED') } : judged;
  };
}

/** How many requests are under way. */
function countRequests(door: FastifyInstance): { size(): number } {
  let size = 0;
  door.addHook('onRequest', async (_request, reply) => {
    size += 1;
    reply.raw.once('close', () => {
      size -= 1;
    });
  });
  return { size: () => size };
}
