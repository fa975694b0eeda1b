import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TrustConfig } from '../../src/config.ts';
import { createTrust, judgeCertificate } from '../../src/siths/index.ts';
import * as x509 from '../../src/siths/x509.ts';
import * as mint from './mint.ts';

let world: mint.World;
beforeAll(async () => {
  world = await mint.makeWorld();
});
afterAll(() => world.remove());

/** A configuration whose only issuing CA is this one. */
async function trusting(issuer: mint.Issuer, roots?: readonly mint.Issuer[]): Promise<TrustConfig> {
  const name = crypto.randomUUID();
  await world.write(`${name}.crt`, issuer.certificate.toString('pem'));
  await world.write(`${name}.crl`, await mint.revocationList({ issuer }));
  if (roots) await world.write(`${name}.roots`, roots.map((root) => root.certificate.toString('pem')).join('\n'));
  return {
    ...world.trust,
    roots: roots ? world.file(`${name}.roots`) : world.trust.roots,
    issuers: [{ file: world.file(`${name}.crt`), issues: 'function', test: true }],
    revocationLists: [...world.trust.revocationLists, world.file(`${name}.crl`)],
  };
}

describe('a trust configuration that would trust too much, or nothing', () => {
  const cases: readonly (readonly [string, () => Promise<TrustConfig>, RegExp])[] = [
    [
      'no such roots file',
      async () => ({ ...world.trust, roots: '/nowhere.crt' }),
      /trust\.roots: \/nowhere\.crt cannot be read/,
    ],
    ['an empty roots file', () => withRoots(''), /holds no certificate/],
    ['a roots file with rubbish in it', () => withRoots(rubbish), /holds a certificate that cannot be read/],
    [
      'an issuing CA among the roots',
      () => withRoots(world.functionCa.certificate.toString('pem')),
      /holds a certificate that is not a root/,
    ],
    [
      'a leaf among the roots',
      async () => withRoots((await selfSignedLeaf()).certificate.toString('pem')),
      /is not a CA certificate/,
    ],
    [
      'an issuing CA of another root',
      async () => trusting(await mint.ca('CA', { issuer: await mint.ca('Other') })),
      /is not signed by a root/,
    ],
    [
      'an issuing CA of a root that only shares the name',
      async () => trusting(await mint.ca('CA', { issuer: await mint.ca('TEST Root') })),
      /is not signed by a root/,
    ],
    [
      'a CA below an issuing CA',
      async () => trusting(await mint.ca('CA', { issuer: world.functionCa })),
      /is not signed by a root/,
    ],
    ['the root as an issuing CA', async () => trusting(world.root), /is a root/],
    ['a leaf as an issuing CA', () => trusting({ ...world.root, certificate: leafOf }), /is not a CA certificate/],
    [
      'a CA with a constraint we cannot keep',
      async () => trusting(await constrainedCa()),
      /critical extension 2\.5\.29\.30/,
    ],
    ['a root that allows no CA below it', () => belowNarrowRoot(), /below a root that allows no CA/],
  ];
  let leafOf: x509.X509Certificate;
  beforeAll(async () => {
    leafOf = new x509.X509Certificate(await mint.leaf({ issuer: world.root, keys: world.keys }));
  });

  test.each(cases)('%s', async (_case, config, message) => {
    const made = await config();
    expect(() => createTrust(made)).toThrow(message);
    expect(() => createTrust(made)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });
});

const rubbish = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

async function withRoots(content: string): Promise<TrustConfig> {
  const name = `${crypto.randomUUID()}.roots`;
  await world.write(name, content);
  return { ...world.trust, roots: world.file(name) };
}

const selfSignedLeaf = () => mint.ca('TEST Leaf', { extensions: [new x509.BasicConstraintsExtension(false)] });

const constrainedCa = () =>
  mint.ca('TEST Constrained', {
    issuer: world.root,
    extensions: [...mint.authorityExtensions(0), new x509.Extension('2.5.29.30', true, Uint8Array.of(0x30, 0))],
  });

async function belowNarrowRoot(): Promise<TrustConfig> {
  const root = await mint.ca('TEST Narrow Root', { pathLength: 0 });
  return trusting(await mint.ca('TEST Too Deep', { issuer: root }), [root]);
}

describe('several generations side by side', () => {
  test('a leaf finds its own CA among two of the same name', async () => {
    const renewed = await mint.ca('TEST Function CA', { issuer: world.root, pathLength: 0 });
    const both = await trusting(renewed);
    const trust = createTrust({ ...both, issuers: [...world.trust.issuers, ...both.issuers] });
    for (const issuer of [world.functionCa, renewed]) {
      const der = await mint.leaf({ issuer, keys: world.keys });
      expect(judgeCertificate(trust, der, new Date())).toMatchObject({ caller: { kind: 'function' } });
    }
  });

  test('a legacy CA, signed with SHA-1, makes all its leaves weak', async () => {
    const keys = await mint.rsaKeys();
    const root = await mint.ca('TEST Legacy Root', { keys: await mint.withDigest(keys, 'SHA-1') });
    const legacy = await mint.ca('TEST Legacy CA', { issuer: root });
    const trust = createTrust(await trusting(legacy, [root]));
    const der = await mint.leaf({ issuer: legacy, keys: world.keys });
    expect(judgeCertificate(trust, der, new Date())).toMatchObject({ refusal: { refused: 'CERT_WEAK' } });
  });
});

describe('the tolerant form', () => {
  test('is chosen by configuration', async () => {
    const subject = mint.functionName('T-SERVICES-SE165565594230-112N');
    const der = await mint.leaf({ issuer: world.functionCa, keys: world.keys, subject });
    const strict = createTrust(world.trust);
    const tolerant = createTrust({ ...world.trust, hsaIdForm: 'tolerant' });
    expect(judgeCertificate(strict, der, new Date())).toMatchObject({ refusal: { refused: 'CERT_BAD_HSA_ID' } });
    expect(judgeCertificate(tolerant, der, new Date())).toMatchObject({
      caller: { hsaId: 'T-SERVICES-SE165565594230-112N' },
    });
  });
});

describe('remembered verdicts', () => {
  test('cost microseconds', async () => {
    const trust = createTrust(world.trust);
    const der = await mint.leaf({ issuer: world.functionCa, keys: world.keys });
    const now = new Date();
    judgeCertificate(trust, der, now);
    const start = performance.now();
    for (let i = 0; i < 10_000; i++) judgeCertificate(trust, der, now);
    // About 4 µs each on a quiet machine; reading it anew costs a hundred times that.
    expect((performance.now() - start) / 10_000).toBeLessThan(0.1);
  });

  test('are not kept without bound', async () => {
    const trust = createTrust(world.trust);
    const der = await mint.leaf({ issuer: world.functionCa, keys: world.keys });
    const verdict = judgeCertificate(trust, der, new Date());
    for (let i = 1; i < 10_000; i++) trust.verdicts.set(String(i), { verdict, from: 0, until: 0 });
    judgeCertificate(trust, await mint.leaf({ issuer: world.functionCa, keys: world.keys }), new Date());
    expect(trust.verdicts.size).toBe(10_000);
  });
});
