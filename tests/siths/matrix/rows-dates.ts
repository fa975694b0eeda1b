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
  {
    row: 32,
    what: 'made for ten years',
    shown: system({ notAfter: inDays(3_650) }),
    expected: 'CERT_LONG_LIFETIME',
  },
  {
    row: 32,
    what: 'made for five years, as around 2010',
    shown: system({ notAfter: inDays(1_826) }),
    expected: { kind: 'function' },
  },
  {
    row: 32,
    what: 'made for two years, where one is the limit',
    shown: system({ notAfter: inDays(730) }),
    expected: 'CERT_LONG_LIFETIME',
    options: { trust: (trust) => ({ ...trust, maximumLifetimeDays: 366 }) },
  },
];
