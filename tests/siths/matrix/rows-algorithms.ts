import * as mint from '../mint.ts';
import type { Row } from './row.ts';
import { ehr, system } from './shown.ts';

/** OpenSSL refuses to load such leaves into a client of the usual security level. */
const lowered = 'DEFAULT@SECLEVEL=0';

/** Rows 44 and 45: keys and signatures. */
export const algorithmRows: readonly Row[] = [
  {
    row: 44,
    what: 'RSA of 1024 bits',
    shown: async (world) => ({ ...(await system({ keys: await mint.rsaKeys(1024) })(world)), ciphers: lowered }),
    expected: 'CERT_WEAK',
  },
  {
    row: 44,
    what: 'RSA of 2048 bits, signed with SHA-1',
    shown: async (world) => ({
      ...(await system({
        issuer: { ...world.functionCa, keys: await mint.withDigest(world.functionCa.keys, 'SHA-1') },
      })(world)),
      ciphers: lowered,
    }),
    expected: 'CERT_WEAK',
  },
  {
    row: 44,
    what: 'signed with MD5',
    shown: async (world) => {
      const keys = await mint.rsaKeys();
      return { leaf: mint.leafSignedWithMd5(world.functionCa, keys), keys, ciphers: lowered };
    },
    expected: 'CERT_WEAK',
  },
  { row: 45, what: 'EC on P-256', shown: system(), expected: { hsaId: ehr } },
  {
    row: 45,
    what: 'EC on P-384',
    shown: system(async () => ({ keys: await mint.ecKeys('P-384') })),
    expected: { hsaId: ehr },
  },
  {
    row: 45,
    what: 'EC on P-521',
    shown: system(async () => ({ keys: await mint.ecKeys('P-521') })),
    expected: 'CERT_WEAK',
  },
];
