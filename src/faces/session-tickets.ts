import { randomBytes } from 'node:crypto';
import type { Server } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import { type Trust, whenChanged } from '../siths/index.ts';

/** Seals the TLS sessions that callers resume (RFC 5077, RFC 8446 section 4.6.1). */
export interface SessionTickets {
  /** No session that began before this can be resumed: the next handshake is a whole one. */
  renew(): void;
  close(): void;
}

/** As OpenSSL has them: name, HMAC key and AES key. */
const keyBytes = 48;
const hourMs = 3_600_000;

/**
 * New keys at each change of trust and every hour. Whoever is revoked would be refused in a resumed session too, being
 * judged by the session's own certificate at each request; but an old session shall not live on, and keys that are gone
 * open no recorded traffic.
 */
export function createSessionTickets(door: FastifyInstance, trust: Trust, everyMs = hourMs): SessionTickets {
  const renew = (): void => (door.server as unknown as Server).setTicketKeys(randomBytes(keyBytes));
  const leave = whenChanged(trust, renew);
  const timer = setInterval(renew, everyMs).unref();
  return {
    renew,
    close() {
      clearInterval(timer);
      leave();
    },
  };
}
