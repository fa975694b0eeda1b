import type { Row } from './row.ts';
import { inDays, system } from './shown.ts';

/** Rows 29, 31 and 32: validity. */
export const datesRows: readonly Row[] = [
  {
    row: 29,
    what: 'expired yesterday',
    shown: system({ notBefore: inDays(-9), notAfter: inDays(-1) }),
    expected: 'CERT_EXPIRED',
  },
  {
    row: 31,
    what: 'not yet valid',
    shown: system({ notBefore: inDays(1), notAfter: inDays(9) }),
    expected: 'CERT_NOT_YET_VALID',
  },
];
