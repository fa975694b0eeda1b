import type { TLSSocket } from 'node:tls';

/**
 * Options of every TLS server that wants to know its callers: ask for a certificate and let the handshake finish
 * whatever comes, since a refusal worth the name needs an answer and a log entry.
 *
 * No `ca` belongs beside them. OpenSSL would build its own path with it, which nobody reads; browsers would hide cards of
 * other issuers instead of showing them to us; and an issuer that only shares the name of ours makes the failed check
 * surface as an error of the connection (seen with TLS 1.2 on Node 24).
 */
export const askForCertificate = { requestCert: true, rejectUnauthorized: false } as const;

/**
 * The DER of the certificate that the peer presented, to be judged by us. It is read from the connection's own session
 * and nothing is concluded from `authorized`, which is true on resumed sessions of certificates revoked since.
 */
export function peerCertificateDer(socket: TLSSocket): Buffer | undefined {
  return socket.getPeerX509Certificate()?.raw;
}
