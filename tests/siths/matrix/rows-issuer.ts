import { expect } from 'vitest';
import { productionFaults } from '../../../src/production.ts';
import * as x509 from '../../../src/siths/x509.ts';
import { demoConfig } from '../../support/config.ts';
import * as mint from '../mint.ts';
import type { Row } from './row.ts';
import { ehr, system } from './shown.ts';

const accepted = { hsaId: ehr, kind: 'function' } as const;
const der = ({ certificate }: mint.Issuer) => Buffer.from(certificate.rawData);
const unknownExtension = (critical: boolean) => new x509.Extension('1.2.752.999.1', critical, Uint8Array.of(5, 0));

/** Rows 39–43, 46–48 and 56: who has issued it, and whether there is any. */
export const issuerRows: readonly Row[] = [
  {
    row: 39,
    what: 'sent without its issuing CA, which the bridge holds itself',
    shown: async (world) => ({ ...(await system()(world)), chain: [] }),
    expected: accepted,
  },
  {
    row: 40,
    what: 'sent with certificates that have nothing to do with it',
    shown: async (world) => ({
      ...(await system()(world)),
      chain: [der(await mint.ca('TEST Stranger')), der(world.personCa), der(world.functionCa)],
    }),
    expected: accepted,
  },
  {
    row: 41,
    what: 'unknown issuer',
    shown: system(async () => ({ issuer: await mint.ca('TEST Stranger') })),
    expected: 'CERT_UNKNOWN_ISSUER',
  },
  {
    row: 41,
    what: 'signed by itself',
    shown: async () => {
      const self = await mint.ca('TEST Selfish');
      return { leaf: der(self), keys: self.keys };
    },
    expected: 'CERT_UNKNOWN_ISSUER',
  },
  {
    row: 42,
    what: 'an issuer of the same name with another key, below a root of the same name',
    shown: system(async () => ({
      issuer: await mint.ca('TEST Function CA', { issuer: await mint.ca('TEST Root'), pathLength: 0 }),
    })),
    expected: 'CERT_UNKNOWN_ISSUER',
  },
  {
    row: 43,
    what: 'of a test hierarchy, in production, which trusts none',
    shown: system(async () => ({
      issuer: await mint.ca('TEST SITHS e-id Function CA v1', { issuer: await mint.ca('TEST SITHS e-id Root CA v2') }),
    })),
    expected: 'CERT_UNKNOWN_ISSUER',
    options: { config: (config) => Object.assign(config.bridge, { kind: 'production' }) },
  },
  {
    row: 43,
    what: 'production does not start with a test CA in its trust store',
    course: async ({ world }) => {
      const config = demoConfig((made) => {
        made.bridge.kind = 'production';
        made.trust = { ...world.trust, issuers: world.trust.issuers.map((issuer) => ({ ...issuer, test: false })) };
      });
      expect(productionFaults(config, config.directory)).toContain(
        `key trust: ${world.file('functionCa.crt')} is a test CA, refused in production`,
      );
    },
  },
  {
    row: 46,
    what: 'issued by the root',
    shown: system((world) => ({ issuer: world.root })),
    expected: 'CERT_UNKNOWN_ISSUER',
  },
  {
    row: 47,
    what: 'issued by a CA below the function CA, sent with the whole chain',
    shown: async (world) => {
      const below = await mint.ca('TEST Sub CA', { issuer: world.functionCa });
      return { ...(await system({ issuer: below })(world)), chain: [der(below), der(world.functionCa)] };
    },
    expected: 'CERT_UNKNOWN_ISSUER',
  },
  {
    row: 48,
    what: 'an unknown critical extension',
    shown: system({ extra: [unknownExtension(true)] }),
    expected: 'CERT_UNKNOWN_EXTENSION',
  },
  {
    row: 48,
    what: 'an unknown extension that is not critical',
    shown: system({ extra: [unknownExtension(false)] }),
    expected: accepted,
  },
  { row: 56, what: 'no certificate', shown: async () => undefined, expected: 'CERT_MISSING' },
];
