import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import { judgeCertificate, peerCertificateDer, type Refusal, type Trust, whenChanged } from '../siths/index.ts';
import type { LogRefusal } from './refusal-log.ts';

/** The connections of a door, for when certificates are no longer trusted. */
export interface OpenConnections {
  /** From now on, connections of this door are closed when their certificate is refused after a change of trust. */
  watch(door: FastifyInstance): void;
  /** The request under way on this connection was let in by this certificate (DER), which a proxy may have shown. */
  letIn(socket: TLSSocket, certificate: Buffer): void;
  close(): void;
}

interface Connection {
  /** What it was opened with, if that was not refused then. DER. */
  readonly certificate: Buffer | undefined;
  readonly underWay: Set<ServerResponse>;
  /** By which what is under way was let in; undefined while it is yet to be judged, or is being refused. */
  letInBy: Buffer | undefined;
}

interface Parts {
  readonly trust: Trust;
  readonly logRefusal: LogRefusal;
  readonly events: Events;
}

/**
 * When trust changes, the certificate of every open connection is judged again. One that is refused loses its connection
 * at once, also in the middle of an answer: whoever is revoked shall receive no more about patients. A request that has
 * not been let in yet is left to be refused with a reason. Undetermined is not refused: nothing has become known against
 * it, and the next request is judged by itself.
 */
export function createOpenConnections({ trust, logRefusal, events }: Parts): OpenConnections {
  const open = new Map<TLSSocket, Connection>();
  const close = whenChanged(trust, sweep);
  return { watch, letIn, close };

  function watch(door: FastifyInstance): void {
    door.server.on('secureConnection', (socket: TLSSocket) => {
      const shown = peerCertificateDer(socket);
      const certificate = refusalOf(shown, new Date()) ? undefined : shown;
      open.set(socket, { certificate, underWay: new Set(), letInBy: undefined });
      socket.once('close', () => open.delete(socket));
    });
    // Before the door itself, which lets requests in.
    door.server.prependListener('request', ({ socket }, response) => {
      const connection = open.get(socket as TLSSocket);
      if (!connection) return;
      if (connection.underWay.size === 0) connection.letInBy = undefined;
      connection.underWay.add(response);
      response.once('close', () => connection.underWay.delete(response));
    });
  }

  function letIn(socket: TLSSocket, certificate: Buffer): void {
    const connection = open.get(socket);
    if (connection) connection.letInBy = certificate;
  }

  function sweep(): void {
    const now = new Date();
    for (const [socket, { certificate, underWay, letInBy }] of open) {
      const refusal = refusalOf(underWay.size === 0 ? certificate : letInBy, now);
      if (!refusal) continue;
      const address = socket.remoteAddress;
      socket.destroy();
      tell(refusal, underWay.size, address);
    }
  }

  /** Whoever showed no certificate has nothing that could have been revoked. */
  function refusalOf(certificate: Buffer | undefined, now: Date): Refusal | undefined {
    if (!certificate) return undefined;
    const verdict = judgeCertificate(trust, certificate, now);
    if ('caller' in verdict || verdict.refusal.refused === 'CERT_REVOCATION_UNKNOWN') return undefined;
    return verdict.refusal;
  }

  function tell(refusal: Refusal, underWay: number, address: string | undefined): void {
    const { refused: code, detail, certificate } = refusal;
    const correlationId = randomUUID();
    events.emit('connection:trust:ended', { code, fingerprint: certificate?.fingerprint, underWay, correlationId });
    const identified = { caller: undefined, certificate, address };
    const error = new BridgeError(code, detail);
    // Never rejects, and nobody waits: nothing is released.
    void logRefusal({ correlationId, face: 'portal', action: 'connection', identified, error, milliseconds: 0 });
  }
}
