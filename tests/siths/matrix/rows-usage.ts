import * as x509 from '../../../src/siths/x509.ts';
import type { Row } from './row.ts';
import { system } from './shown.ts';

/** Rows 24–28: what a certificate may be used for. */
export const usageRows: readonly Row[] = [
  {
    row: 24,
    what: 'serverAuth only',
    shown: system({ extendedKeyUsage: ['serverAuth'] }),
    expected: 'CERT_WRONG_USAGE',
  },
  {
    row: 24,
    what: 'anyExtendedKeyUsage only',
    shown: system({ extendedKeyUsage: ['2.5.29.37.0'] }),
    expected: 'CERT_WRONG_USAGE',
  },
  { row: 25, what: 'no EKU', shown: system({ extendedKeyUsage: null }), expected: 'CERT_WRONG_USAGE' },
  { row: 26, what: 'codeSigning', shown: system({ extendedKeyUsage: ['codeSigning'] }), expected: 'CERT_WRONG_USAGE' },
  {
    row: 27,
    what: 'key usage without digitalSignature',
    shown: system({ keyUsage: x509.KeyUsageFlags.keyEncipherment }),
    expected: 'CERT_WRONG_USAGE',
  },
  { row: 28, what: 'CA:true', shown: system({ isAuthority: true }), expected: 'CERT_WRONG_USAGE' },
];
