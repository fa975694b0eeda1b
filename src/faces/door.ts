import { constants } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { TLSSocket } from 'node:tls';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import {
  askForCertificate,
  type Caller,
  type CertificateFacts,
  judgeCertificate,
  peerCertificateDer,
  type Refusal,
  type Trust,
} from '../siths/index.ts';

/** Headers in which proxies hand over certificates. None is trusted yet, so a call that carries one is refused. */
const certificateHeaders = [
  'x-vp-auth-cert',
  'client-cert',
  'client-cert-chain',
  'x-forwarded-tls-client-cert',
  'x-forwarded-client-cert',
  'ssl-client-cert',
  'x-ssl-client-cert',
];

/**
 * The service door: TLS 1.2 and 1.3, asks for a client certificate and lets every handshake finish, so that a refusal can
 * be explained and logged. Whether the certificate is good is our own verdict, never the socket's.
 */
export function createDoor(config: Config): FastifyInstance {
  const app = Fastify({
    https: {
      cert: readFileSync(config.tls.certificate),
      key: readFileSync(config.tls.key),
      ...askForCertificate,
      minVersion: 'TLSv1.2',
      // A resumed session skips the certificate: until revocation reaches resumed sessions, nothing is resumed.
      secureOptions: constants.SSL_OP_NO_TICKET,
    },
    bodyLimit: config.limits.requestBytes,
    logger: false,
    // A record system may keep its connection for minutes between calls.
    keepAliveTimeout: 65_000,
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 200 },
  });
  return app as unknown as FastifyInstance;
}

/** Who stands at the door, or why not. */
export interface Identified {
  readonly caller: Caller | undefined;
  readonly certificate: CertificateFacts | undefined;
  readonly refusal: BridgeError | undefined;
}

/** Judges who makes a request to a system face: a refusal is returned, to be answered and logged by the face. */
export type Authenticate = (request: FastifyRequest, face: string, correlationId: string) => Promise<Identified>;

/** By our own verdict on the connection's certificate, then by rate. A person's certificate is refused here. */
export async function createAuthenticate(
  door: FastifyInstance,
  config: Config,
  trust: Trust,
  events: Events,
): Promise<Authenticate> {
  await door.register(rateLimit, { global: false });
  const fingerprints = new WeakMap<FastifyRequest, string>();
  const checkRate = door.createRateLimit({
    max: config.limits.requestsPerMinute,
    timeWindow: 60_000,
    // By certificate: a caller's own haste never costs another. Without one, by address.
    keyGenerator: (request) => fingerprints.get(request) ?? request.ip,
  });

  return async (request, face, correlationId) => {
    const judged = judge(request);
    const fingerprint = judged.certificate?.fingerprint;
    if (fingerprint) fingerprints.set(request, fingerprint);
    const rate = await checkRate(request);
    if (!rate.isAllowed && rate.isExceeded) return { ...judged, refusal: new BridgeError('TOO_MANY_REQUESTS') };
    if (judged.refusal) {
      events.emit('caller:certificate:refused', { code: judged.refusal.code, face, correlationId, fingerprint });
    }
    return judged;
  };

  function judge(request: FastifyRequest): Identified {
    const verdict = judgeCertificate(trust, peerCertificateDer(request.raw.socket as TLSSocket), new Date());
    const identified = 'caller' in verdict ? accepted(verdict.caller) : refused(verdict.refusal);
    return carriesCertificateHeader(request)
      ? { ...identified, refusal: new BridgeError('PROXY_HEADER_REFUSED') }
      : identified;
  }
}

function accepted(caller: Caller): Identified {
  const refusal = caller.kind === 'person' ? new BridgeError('CERT_PERSON_ON_SYSTEM_PORT') : undefined;
  return { caller, certificate: caller.certificate, refusal };
}

function refused({ refused: code, detail, certificate }: Refusal): Identified {
  return { caller: undefined, certificate, refusal: new BridgeError(code, detail) };
}

function carriesCertificateHeader(request: FastifyRequest): boolean {
  return certificateHeaders.some((name) => request.headers[name] !== undefined);
}
