import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTrust, judgeCertificate, lookAgain, type Trust, troubleOf, whenChanged } from '../../src/siths/index.ts';
import * as mint from './mint.ts';

/** Roots and issuing CAs that change on disk while the bridge runs. */

let world: mint.World;
let trust: Trust;
let good: Buffer;
/** How often it was told that trust has changed. */
let told: number;

beforeAll(async () => {
  world = await mint.makeWorld();
});
beforeEach(async () => {
  await world.restore();
  trust = createTrust(world.trust, { checkEveryMs: 0 });
  good = await mint.leaf({ issuer: world.functionCa, keys: world.keys });
  told = 0;
  whenChanged(trust, () => {
    told += 1;
  });
});
afterAll(() => world.remove());

const outcome = (der: Buffer) => {
  const verdict = judgeCertificate(trust, der, new Date());
  return 'caller' in verdict ? 'accepted' : verdict.refusal.refused;
};
const pem = (...issuers: readonly mint.Issuer[]) =>
  issuers.map(({ certificate }) => certificate.toString('pem')).join('\n');

describe('the files of roots and issuing CAs', () => {
  test('another issuing CA is trusted beside the old one from when it stands there', async () => {
    const next = await mint.ca('TEST Function CA v2', { issuer: world.root, pathLength: 0 });
    const der = await mint.leaf({ issuer: next, keys: world.keys });
    expect(outcome(der)).toBe('CERT_UNKNOWN_ISSUER');
    const lists = [
      await mint.revocationList({ issuer: world.functionCa }),
      await mint.revocationList({ issuer: next }),
    ];
    await world.write('functionCa.crl', lists.join('\n'));
    await world.write('functionCa.crt', pem(world.functionCa, next));
    expect([outcome(der), outcome(good)]).toEqual(['accepted', 'accepted']);
    expect(troubleOf(trust)).toBeUndefined();
  });

  test.each(['before', 'after'])(
    'a CA renewed with its name and key is trusted by either certificate, the one that has ended standing %s',
    async (place) => {
      const day = 86_400_000;
      const ended = await mint.ca('TEST Function CA', {
        issuer: world.root,
        pathLength: 0,
        keys: world.functionCa.keys,
        notBefore: new Date(Date.now() - 60 * day),
        notAfter: new Date(Date.now() - day),
      });
      await world.write('functionCa.crt', pem(ended));
      expect(outcome(good)).toBe('CERT_EXPIRED');
      const both = place === 'before' ? [ended, world.functionCa] : [world.functionCa, ended];
      await world.write('functionCa.crt', pem(...both));
      expect(outcome(good)).toBe('accepted');
    },
  );

  test('one that is taken away is trusted no more', async () => {
    expect(outcome(good)).toBe('accepted');
    await world.write('functionCa.crt', pem(world.person2Ca));
    expect(outcome(good)).toBe('CERT_UNKNOWN_ISSUER');
    expect(told).toBe(1);
  });

  test.each([
    ['roots', 'root.crt', '', /trust\.roots: .* holds no certificate/],
    ['an issuing CA', 'functionCa.crt', '-----BEGIN CERTIFICATE-----\nMII', /holds no certificate/],
    ['an issuing CA', 'functionCa.crt', undefined, /is not signed by a root/],
  ])('what cannot be used of %s changes nothing, and it is said why', async (_what, file, content, why) => {
    await world.write(file, content ?? pem(await mint.ca('TEST Function CA', { issuer: world.functionCa })));
    expect(outcome(good)).toBe('accepted');
    expect(troubleOf(trust)).toMatch(why);
    expect(told).toBe(0);
    await world.restore();
    expect(troubleOf(trust)).toBeUndefined();
    expect(outcome(good)).toBe('accepted');
  });
});

test('43 a test CA put among the issuing CAs of a production while it runs is not taken up', async () => {
  const organisation = 'Exempelbolaget AB';
  const root = await mint.ca('SITHS e-id Root CA v2', { organisation });
  const issuer = await mint.ca('SITHS e-id Function CA v1', { issuer: root, organisation });
  const ofTests = await mint.ca('TEST SITHS e-id Function CA v1', { issuer: root, organisation });
  await world.write('root.crt', pem(root));
  await world.write('functionCa.crt', pem(issuer));
  const issuers = world.trust.issuers.slice(0, 1);
  trust = createTrust({ ...world.trust, issuers }, { checkEveryMs: 0, kind: 'production' });
  await world.write('functionCa.crt', pem(issuer, ofTests));
  expect(troubleOf(trust)).toMatch(/TEST SITHS e-id Function CA v1 is a test CA, refused in production/);
  expect(outcome(await mint.leaf({ issuer: ofTests, keys: world.keys }))).toBe('CERT_UNKNOWN_ISSUER');
});

describe('certificates that anybody can make', () => {
  test('are not kept with their verdicts', async () => {
    const stranger = await mint.ca('TEST Stranger CA');
    expect(outcome(good)).toBe('accepted');
    for (const der of [await mint.leaf({ issuer: stranger, keys: world.keys }), Buffer.from('no certificate')])
      expect(outcome(der)).toMatch(/^CERT_UN/);
    expect(trust.verdicts.size).toBe(1);
  });

  test('are not read when longer than any real one, and their names are cut in what is said of them', async () => {
    const issuer = await mint.ca('TEST Stranger CA');
    const named = (length: number) =>
      mint.leaf({ issuer, keys: world.keys, subject: mint.nameOf([['CN', 'x'.repeat(length)]]) });
    expect(outcome(await named(9_000))).toBe('CERT_UNREADABLE');
    const verdict = judgeCertificate(trust, await named(7_000), new Date());
    expect('refusal' in verdict && verdict.refusal.certificate?.subject.length).toBe(1_025);
  });
});

describe('whoever listens', () => {
  test('hears of a changed list though nobody asks for a verdict, and no more once it has left', async () => {
    let heard = 0;
    const leave = whenChanged(trust, () => {
      heard += 1;
    });
    await world.write('functionCa.crl', await mint.revocationList({ issuer: world.functionCa, revoked: [good] }));
    lookAgain(trust);
    leave();
    await world.restore();
    lookAgain(trust);
    expect([heard, told]).toEqual([1, 2]);
  });

  test('may ask for verdicts, which rest on what is new', async () => {
    const heard: string[] = [];
    whenChanged(trust, () => heard.push(outcome(good)));
    expect(outcome(good)).toBe('accepted');
    await world.write('functionCa.crl', await mint.revocationList({ issuer: world.functionCa, revoked: [good] }));
    lookAgain(trust);
    expect(heard).toEqual(['CERT_REVOKED']);
  });
});
