import { rm, stat, utimes } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTrust, judgeCertificate, type Trust, type Verdict } from '../../src/siths/index.ts';
import * as x509 from '../../src/siths/x509.ts';
import * as mint from './mint.ts';

/** Matrix rows 30 and 33–37: what changes while a bridge runs and a connection stays open. */

let world: mint.World;
let trust: Trust;
let good: Buffer;

beforeAll(async () => {
  world = await mint.makeWorld();
});
beforeEach(async () => {
  await world.restore();
  trust = watching();
  good = await mint.leaf({ issuer: world.functionCa, keys: world.keys });
});
afterAll(() => world.remove());

/** A trust that looks at its files before every verdict. */
const watching = () => createTrust(world.trust, { checkEveryMs: 0 });

const now = () => new Date();
const later = (days: number) => new Date(Date.now() + days * 86_400_000);
const outcome = (verdict: Verdict) => ('caller' in verdict ? 'accepted' : verdict.refusal.refused);
const judged = (at = now()) => outcome(judgeCertificate(trust, good, at));
const detail = (verdict: Verdict) => ('caller' in verdict ? undefined : verdict.refusal.detail);

async function publish(list: Partial<mint.ListOptions> & { issuer?: mint.Issuer }, file = 'functionCa.crl') {
  await world.write(file, await mint.revocationList({ issuer: world.functionCa, ...list }));
}

describe('a certificate on the list', () => {
  test('33 is refused as soon as the list changes on disk', async () => {
    expect(judged()).toBe('accepted');
    await publish({ revoked: [good] });
    expect(judged()).toBe('CERT_REVOKED');
  });

  test('35 is accepted again when the list no longer holds it', async () => {
    await publish({ revoked: [good] });
    expect(judged()).toBe('CERT_REVOKED');
    await publish({ revoked: [] });
    expect(judged()).toBe('accepted');
  });

  test('33 with a serial number whose first bit is set, in a DER list', async () => {
    good = await mint.leaf({ issuer: world.functionCa, keys: world.keys, serialNumber: 'ff00112233' });
    expect(judged()).toBe('accepted');
    await publish({ revoked: [good], form: 'der' });
    expect(judged()).toBe('CERT_REVOKED');
  });

  test('33 at the end of a long list', async () => {
    await publish({ strangers: 2_000, revoked: [good] });
    // It is read by turns; until then what was before is in force.
    expect(judged()).toBe('accepted');
    await expect.poll(() => judged()).toBe('CERT_REVOKED');
  });

  test('33 of another CA is not meant when serial numbers coincide', async () => {
    await publish({ issuer: world.personCa, revoked: [good] }, 'personCa.crl');
    expect(judged()).toBe('accepted');
  });

  test('36 takes its issuing CA with it', async () => {
    const ca = Buffer.from(world.functionCa.certificate.rawData);
    await publish({ issuer: world.root, revoked: [ca] }, 'root.crl');
    expect(judged()).toBe('CERT_REVOKED');
    expect(detail(judgeCertificate(trust, good, now()))).toBe('This is about the CA TEST Function CA.');
  });

  test('is refused even when the root’s list is lacking', async () => {
    await publish({ revoked: [good] });
    await rm(world.file('root.crl'));
    expect(judged()).toBe('CERT_REVOKED');
  });
});

describe('37 a list that says nothing', () => {
  const cases: readonly (readonly [string, () => Promise<unknown>, string])[] = [
    ['missing', () => rm(world.file('functionCa.crl')), 'The list of TEST Function CA is missing.'],
    ['missing for the root', () => rm(world.file('root.crl')), 'The list of TEST Root is missing.'],
    [
      'signed with another key',
      () => publish({ signer: world.personCa }),
      'The list of TEST Function CA is not signed by it.',
    ],
    [
      'half written',
      () => world.write('functionCa.crl', '-----BEGIN X509 CRL-----\nMIIB'),
      'The list of TEST Function CA is missing.',
    ],
    [
      'without an end date',
      () => publish({ nextUpdate: null }),
      'The list of TEST Function CA is without an end date.',
    ],
    ['a delta', () => publish({ extensions: [critical('2.5.29.27')] }), 'The list of TEST Function CA is only a part.'],
    [
      'a part of a partitioned list',
      () => publish({ extensions: [critical('2.5.29.28')] }),
      'The list of TEST Function CA is only a part.',
    ],
  ];
  test.each(cases)('%s', async (_case, spoil, expected) => {
    expect(judged()).toBe('accepted');
    await spoil();
    const verdict = judgeCertificate(trust, good, now());
    expect(outcome(verdict)).toBe('CERT_REVOCATION_UNKNOWN');
    expect(detail(verdict)).toBe(expected);
  });

  test('out of date', async () => {
    await publish({ nextUpdate: later(-1) });
    expect(judged()).toBe('CERT_REVOCATION_UNKNOWN');
    expect(detail(judgeCertificate(trust, good, now()))).toContain('is out of date since');
  });

  test('a genuine older list beside a forged newer one still counts', async () => {
    const forged = await mint.revocationList({ issuer: world.functionCa, signer: world.personCa, thisUpdate: now() });
    const genuine = await mint.revocationList({ issuer: world.functionCa, revoked: [good], thisUpdate: later(-2) });
    await world.write('functionCa.crl', `${forged}\n${genuine}`);
    expect(judged()).toBe('CERT_REVOKED');
  });

  test('of two genuine lists the newer counts', async () => {
    const older = await mint.revocationList({ issuer: world.functionCa, thisUpdate: later(-2) });
    const newer = await mint.revocationList({ issuer: world.functionCa, revoked: [good], thisUpdate: later(-1) });
    for (const content of [`${newer}\n${older}`, `${older}\n${newer}`]) {
      await world.write('functionCa.crl', content);
      expect(judged()).toBe('CERT_REVOKED');
    }
  });
});

const critical = (type: string) => new x509.Extension(type, true, Uint8Array.of(2, 1, 1));

describe('time', () => {
  test('30 a certificate that ends while its verdict is remembered', async () => {
    const notAfter = new Date(Math.floor(Date.now() / 1000) * 1000 + 3_600_000);
    good = await mint.leaf({ issuer: world.functionCa, keys: world.keys, notAfter });
    expect(judged()).toBe('accepted');
    expect(judged(notAfter)).toBe('accepted');
    expect(judged(new Date(notAfter.getTime() + 1))).toBe('CERT_EXPIRED');
    expect(judged(notAfter)).toBe('accepted');
  });

  test('a refusal ends when the certificate becomes valid', async () => {
    const notBefore = new Date(Math.floor(Date.now() / 1000) * 1000 + 3_600_000);
    good = await mint.leaf({ issuer: world.functionCa, keys: world.keys, notBefore });
    expect(judged()).toBe('CERT_NOT_YET_VALID');
    expect(judged(notBefore)).toBe('accepted');
  });

  test('a list that ends while a verdict is remembered', () => {
    expect(judged()).toBe('accepted');
    expect(judged(later(8))).toBe('CERT_REVOCATION_UNKNOWN');
  });

  test('an issuing CA that has ended', async () => {
    const functionCa = await mint.ca('TEST Function CA', {
      issuer: world.root,
      keys: world.functionCa.keys,
      notAfter: later(2),
    });
    await world.write('functionCa.crt', functionCa.certificate.toString('pem'));
    trust = watching();
    expect(judged()).toBe('accepted');
    const verdict = judgeCertificate(trust, good, later(3));
    expect(verdict).toMatchObject({
      refusal: { refused: 'CERT_EXPIRED', detail: 'This is about the CA TEST Function CA.' },
    });
  });

  test('a clock that gives no time at all refuses', () => {
    expect(judged(new Date(Number.NaN))).toBe('CERT_NOT_YET_VALID');
  });
});

describe('looking at the files', () => {
  test('happens at most once in checkEveryMs', async () => {
    trust = createTrust(world.trust, { checkEveryMs: 3_600_000 });
    expect(judged()).toBe('accepted');
    await publish({ revoked: [good] });
    expect(judged()).toBe('accepted');
  });

  test('notices a list that pretends not to be modified', async () => {
    expect(judged()).toBe('accepted');
    const { atime, mtime } = await stat(world.file('functionCa.crl'));
    await publish({ revoked: [good] });
    await utimes(world.file('functionCa.crl'), atime, mtime);
    expect(judged()).toBe('CERT_REVOKED');
  });

  test('a list that appears later is taken up', async () => {
    await rm(world.file('functionCa.crl'));
    trust = watching();
    expect(judged()).toBe('CERT_REVOCATION_UNKNOWN');
    await publish({});
    expect(judged()).toBe('accepted');
  });
});
