import { constants } from 'node:crypto';
import type { TlsOptions } from 'node:tls';

/**
 * What every door offers in a handshake, and nothing below: TLS 1.2 and 1.3; keys agreed upon anew for each session, so
 * that a server key stolen later opens nothing recorded before; encryption that authenticates (AEAD); no renegotiation.
 */
export const tlsFloor = {
  minVersion: 'TLSv1.2',
  ciphers: [
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'TLS_AES_128_GCM_SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
  ].join(':'),
  honorCipherOrder: true,
  // The first also withstands who records today to open it with a quantum computer; it is left out where not known. In
  // TLS 1.2 they are also the curves that a caller's key may be on: one on P-521 shall hear from us why it is refused.
  ecdhCurve: '?X25519MLKEM768:X25519:P-256:P-384:P-521',
  // Who has shown one certificate may not change it, nor make us do handshakes without end, on the same connection.
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
} as const satisfies TlsOptions;
