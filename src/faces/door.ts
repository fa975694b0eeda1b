import type { ServerResponse } from 'node:http';
import type { Server } from 'node:https';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { AuditEntry } from '../audit/index.ts';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import { livePair, showTo } from '../keys/index.ts';
import { notesOn } from '../notes-on.ts';
import { askForCertificate } from '../siths/index.ts';
import type { Admit } from './admission.ts';
import { watchEventLoop } from './event-loop.ts';
import type { Identified, Identify } from './identify.ts';
import { createAddressOf } from './proxies.ts';
import { answerStrays, type Strays } from './strays.ts';
import { tlsFloor } from './tls-floor.ts';
import { countUnderWay } from './under-way.ts';

export type { Identified } from './identify.ts';

/**
 * The service door: TLS 1.2 and 1.3, asks for a client certificate and lets every handshake finish, so that a refusal can
 * be explained and logged. What no face takes is answered by `strays`.
 */
export function createDoor(config: Config, strays: Strays): FastifyInstance {
  const pair = livePair(config.tls);
  const app = Fastify({
    // A resumed session brings the certificate that it began with, which is judged at each request.
    https: { ...tlsFloor, ...pair.current.shown, ...askForCertificate, handshakeTimeout: 10_000 },
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
  showTo(app.server as Server, pair, tlsFloor);
  answerStrays(app, strays);
  tellCallersAddress(app, config);
  return app;
}

/** Behind a trusted proxy a request comes from where its caller is, whoever asks for its address. */
function tellCallersAddress(door: FastifyInstance, config: Pick<Config, 'proxies'>): void {
  const addressOf = createAddressOf(config.proxies);
  door.addHook('onRequest', async (request) => {
    Object.defineProperty(request, 'ip', { value: addressOf(request.raw) });
  });
}

/** Judges who makes a request to a system face: a refusal is returned, to be answered and logged by the face. */
export type Authenticate = (
  request: FastifyRequest,
  face: AuditEntry['face'],
  correlationId: string,
) => Promise<Identified>;

/**
 * `learn` is waited for before anybody is judged. By certificate; then by the caller's own rate; then whether the bridge,
 * or this caller, has its hands full; then by what the care directory knows of the caller.
 */
export async function createAuthenticate(
  door: FastifyInstance,
  config: Config,
  identify: Identify,
  events: Events,
  admit: Admit,
  learn: (message: FastifyRequest['raw']) => Promise<void> = async () => undefined,
): Promise<Authenticate> {
  const { limits } = config;
  const crowd = countRequests(door);
  const loop = watchEventLoop();
  door.addHook('onClose', async () => loop.stop());
  await door.register(rateLimit, { global: false });
  const fingerprints = notesOn<FastifyRequest, string>();
  const checkRate = door.createRateLimit({
    max: limits.requestsPerMinute,
    timeWindow: 60_000,
    // By certificate: a caller's own haste never costs another. Without an accepted one, of which anyone can make any
    // number, by address.
    keyGenerator: (request) => fingerprints.get(request) ?? request.ip,
  });

  return async (request, face, correlationId) => {
    await learn(request.raw);
    const judged = identify(request.raw);
    const { caller, certificate, refusal } = judged;
    if (caller) fingerprints.set(request, caller.certificate.fingerprint);
    const rate = await checkRate(request);
    if (!rate.isAllowed && rate.isExceeded) return { ...judged, refusal: new BridgeError('TOO_MANY_REQUESTS') };
    const refuse = (error: BridgeError): Identified => {
      const fingerprint = certificate?.fingerprint;
      events.emit('caller:certificate:refused', { code: error.code, face, correlationId, fingerprint });
      return { ...judged, refusal: error };
    };
    if (refusal) return refuse(refusal);
    const own = caller ? crowd.countFor(request, caller.hsaId) : 0;
    const full = crowd.size() > limits.requestsAtOnce || loop.delayMs() > limits.eventLoopDelayMs;
    if (full) return { ...judged, refusal: new BridgeError('OVERLOADED') };
    // Here for the same reason as the rate: one caller's questions shall leave room for others'.
    if (own > limits.requestsAtOncePerCaller)
      return { ...judged, refusal: new BridgeError('OVERLOADED', `${own - 1} requests of this caller are under way.`) };
    const unknown = caller && (await admit(caller, { face, correlationId }));
    return unknown ? refuse(unknown) : judged;
  };
}

/** How many requests are under way. */
function countRequests(door: FastifyInstance) {
  let size = 0;
  const responses = notesOn<FastifyRequest, ServerResponse>();
  const count = countUnderWay();
  door.addHook('onRequest', async (request, reply) => {
    size += 1;
    responses.set(request, reply.raw);
    // Each room that hears of its end is a listener of one reply, and none stays: Node's ten are no leak here.
    reply.raw.setMaxListeners(20);
    reply.raw.once('close', () => {
      size -= 1;
    });
  });
  return {
    size: () => size,
    /** How many of the caller's there are with this one. */
    countFor(request: FastifyRequest, caller: string): number {
      const response = responses.get(request);
      return response ? count(caller, response) : 0;
    },
  };
}
