import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TrustConfig } from '../../src/config.ts';
import { createTrust, judgeCertificate, keepAnswer, type Trust, whenChanged } from '../../src/siths/index.ts';
import * as x509 from '../../src/siths/x509.ts';
import * as mint from './mint.ts';

/** What a CA's revocation policy makes of lists, deltas and answers of responders. */

let world: mint.World;
let good: Buffer;
let trust: Trust;

beforeAll(async () => {
  world = await mint.makeWorld();
  good = await mint.leaf({ issuer: world.functionCa, keys: world.keys });
});
beforeEach(async () => {
  await world.restore();
  trust = trusting({ lists: [], fail: 'hard' });
});
afterAll(() => world.remove());

type Policy = NonNullable<TrustConfig['issuers'][number]['revocation']>;

function trusting(revocation: Policy): Trust {
  const issuers = world.trust.issuers.map((issuer) => ({ ...issuer, revocation }));
  return createTrust({ ...world.trust, issuers }, { checkEveryMs: 0 });
}

const hourMs = 3_600_000;
const hours = (count: number) => new Date(Date.now() + count * hourMs);
const publish = async (list: Partial<mint.ListOptions>) =>
  world.write('functionCa.crl', await mint.revocationList({ issuer: world.functionCa, ...list }));
const verdict = (at = new Date()) => judgeCertificate(trust, good, at);
const said = (at?: Date) => {
  const judged = verdict(at);
  if ('refusal' in judged) return judged.refusal.refused;
  return judged.caller.certificate.undetermined === undefined ? 'accepted' : 'undetermined';
};
const fingerprint = () => new X509Certificate(good).fingerprint256.replaceAll(':', '').toLowerCase();

function answered(status: 'good' | 'revoked', fromHours: number, toHours: number, reason?: number): void {
  keepAnswer(trust, fingerprint(), { status, reason, thisUpdate: hours(fromHours), nextUpdate: hours(toHours) });
}

describe('37 a list that is out of date', () => {
  const stale = { thisUpdate: hours(-10), nextUpdate: hours(-1) };

  test('refuses where the policy is hard', async () => {
    await publish(stale);
    expect(said()).toBe('CERT_REVOCATION_UNKNOWN');
  });

  test('accepts where it is soft, says so, and refuses once the list is as old as it may be', async () => {
    trust = trusting({ lists: [], fail: 'soft', maxAgeMs: 12 * hourMs });
    await publish(stale);
    expect(verdict()).toMatchObject({
      caller: {
        certificate: { undetermined: expect.stringMatching(/^The list of TEST Function CA is out of date since/) },
      },
    });
    expect(said(hours(1.9))).toBe('undetermined');
    expect(said(hours(2.1))).toBe('CERT_REVOCATION_UNKNOWN');
  });

  test('is never soft towards one that is on it', async () => {
    trust = trusting({ lists: [], fail: 'soft', maxAgeMs: 12 * hourMs });
    await publish({ ...stale, revoked: [good] });
    expect(said()).toBe('CERT_REVOKED');
  });

  test.each(['missing', 'forged'])(
    'has no age when it is %s, and is refused also where the policy is soft',
    async (how) => {
      trust = trusting({ lists: [], fail: 'soft', maxAgeMs: 12 * hourMs });
      await (how === 'missing' ? world.write('functionCa.crl', '') : publish({ signer: world.personCa }));
      expect(said()).toBe('CERT_REVOCATION_UNKNOWN');
    },
  );

  test('may become too old before its own end', async () => {
    trust = trusting({ lists: [], fail: 'hard', maxAgeMs: 2 * hourMs });
    await publish({ thisUpdate: hours(-3), nextUpdate: hours(100) });
    expect(verdict()).toMatchObject({ refusal: { detail: expect.stringContaining('older than it may be') } });
  });
});

describe('a delta', () => {
  const number = (of: number) => new x509.Extension('2.5.29.20', false, Uint8Array.of(2, 1, of));
  const indicator = (of: number) => new x509.Extension('2.5.29.27', true, Uint8Array.of(2, 1, of));
  const full = (list: Partial<mint.ListOptions> = {}) =>
    mint.revocationList({ issuer: world.functionCa, thisUpdate: hours(-5), extensions: [number(5)], ...list });
  const delta = (base: number, own: number, list: Partial<mint.ListOptions> = {}) =>
    mint.revocationList({
      issuer: world.functionCa,
      thisUpdate: hours(-1),
      extensions: [number(own), indicator(base)],
      ...list,
    });
  const beside = async (...lists: (string | Buffer)[]) => world.write('functionCa.crl', lists.join('\n'));

  test('adds to the list it goes on from, and is what says how long that holds', async () => {
    await beside(await full({ nextUpdate: hours(-2) }), await delta(5, 7));
    expect(said()).toBe('accepted');
    await beside(await full(), await delta(4, 7, { revoked: [good] }));
    expect(said()).toBe('CERT_REVOKED');
  });

  test('that has ended takes nothing from a full list that has not, and what it revoked stays so', async () => {
    await beside(await full(), await delta(5, 7, { nextUpdate: hours(-1) }));
    expect(said()).toBe('accepted');
    await beside(await full(), await delta(5, 7, { revoked: [good], nextUpdate: hours(-1) }));
    expect(said()).toBe('CERT_REVOKED');
  });

  test('35 takes away what was on hold', async () => {
    const held = await full({ revoked: [good], reason: mint.onHold });
    await beside(held);
    expect(said()).toBe('CERT_REVOKED');
    await beside(held, await delta(5, 6, { revoked: [good], reason: x509.X509CrlReason.removeFromCRL }));
    expect(said()).toBe('accepted');
  });

  test.each([
    ['of a later list', 6, 7],
    ['older than the list', 4, 5],
  ])('%s changes nothing', async (_which, base, own) => {
    await beside(await full(), await delta(base, own, { revoked: [good] }));
    expect(said()).toBe('accepted');
  });

  test('of another key changes nothing', async () => {
    await beside(await full(), await delta(5, 7, { revoked: [good], signer: world.personCa }));
    expect(said()).toBe('accepted');
  });
});

describe('the answer of a responder', () => {
  test('34 that a certificate is revoked counts though no list has it, and is for good', () => {
    answered('revoked', -1, 1);
    expect(said()).toBe('CERT_REVOKED');
    answered('good', 0, 1);
    expect(said(hours(2))).toBe('CERT_REVOKED');
  });

  test('35 that it is on hold ends with newer word of either', async () => {
    answered('revoked', -3, 1, mint.onHold);
    await publish({ thisUpdate: hours(-4) });
    expect(said()).toBe('CERT_REVOKED');
    await publish({ thisUpdate: hours(-2) });
    expect(said()).toBe('accepted');
    await publish({ thisUpdate: hours(-4) });
    expect(said()).toBe('CERT_REVOKED');
    answered('good', -1, 1);
    expect(said()).toBe('accepted');
  });

  test('that it is good is enough where the list is out of date, until it ends itself', async () => {
    await publish({ thisUpdate: hours(-10), nextUpdate: hours(-1) });
    expect(said()).toBe('CERT_REVOCATION_UNKNOWN');
    answered('good', -1, 1);
    expect(said()).toBe('accepted');
    expect(said(hours(1.1))).toBe('CERT_REVOCATION_UNKNOWN');
  });

  test('is told of when it changes who may be trusted, and only then', () => {
    let told = 0;
    whenChanged(trust, () => {
      told += 1;
    });
    answered('good', -2, 1);
    expect(told).toBe(0);
    answered('revoked', -1, 1, mint.onHold);
    answered('revoked', -1, 2, mint.onHold);
    expect(told).toBe(1);
    answered('good', 0, 1);
    expect(told).toBe(2);
  });
});
