import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEvents } from '../../src/events.ts';
import { createLearn } from '../../src/revocation/learn.ts';
import { createTrust, judgeCertificate, type Trust } from '../../src/siths/index.ts';
import * as mint from '../siths/mint.ts';
import {
  type Answer,
  hours,
  openResponder,
  type Responder,
  type Saying,
  saying as sayingOf,
} from '../siths/responder.ts';

/** Responders (OCSP) over real HTTP, that do what they should and what they should not. */

let world: mint.World;
let server: Responder;

beforeAll(async () => {
  world = await mint.makeWorld();
  server = await openResponder();
});
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
  server.asked = 0;
});
afterAll(async () => {
  server?.close();
  await world?.remove();
});

const saying = (options?: Saying): Answer => sayingOf(world, options);

interface Policy {
  readonly nonce?: 'required' | 'accepted' | 'off';
  readonly fail?: 'hard' | 'soft';
  /** Whether a list of the CA is there beside it. */
  readonly lists?: boolean;
}

/** Learns about the certificate and judges it; `why` = what went wrong with the responder. */
async function asks({ nonce = 'accepted', fail = 'hard', lists = false }: Policy = {}, certificate?: Buffer) {
  const revocation = { lists: [], fail, maxAgeMs: 259_200_000, ocsp: { url: server.url, nonce, timeoutMs: 300 } };
  const issuers = world.trust.issuers.map((issuer) => ({ ...issuer, revocation }));
  const revocationLists = world.trust.revocationLists.filter((file) => lists || !file.endsWith('functionCa.crl'));
  const trust = createTrust({ ...world.trust, issuers, revocationLists }, { checkEveryMs: 0 });
  const events = createEvents();
  let why: string | undefined;
  events.on('revocation:answer:failed', ({ text }) => {
    why = text;
  });
  const learning = createLearn(trust, events);
  closing.push(learning.close);
  const der = certificate ?? (await mint.leaf({ issuer: world.functionCa, keys: world.keys }));
  await learning.learn(der);
  return { said: said(trust, der), why, again: () => learning.learn(der).then(() => said(trust, der)), trust, der };
}

function said(trust: Trust, der: Buffer): string {
  const verdict = judgeCertificate(trust, der, new Date());
  if ('refusal' in verdict) return verdict.refusal.refused;
  return verdict.caller.certificate.undetermined === undefined ? 'accepted' : 'undetermined';
}

const responder = (changes: Partial<mint.LeafOptions> = {}) =>
  mint.leaf({ issuer: world.functionCa, keys: world.keys, extendedKeyUsage: ['1.3.6.1.5.5.7.3.9'], ...changes });

describe('a responder', () => {
  it('is asked once for as long as its answer holds', async () => {
    server.answer = saying();
    const { said: first, again } = await asks();
    expect([first, await again(), server.asked]).toEqual(['accepted', 'accepted', 1]);
  });

  it('34 makes a certificate revoked that no list has, for good', async () => {
    server.answer = saying({ status: 'revoked' });
    const { said: first, again } = await asks({ lists: true });
    server.answer = saying();
    expect([first, await again(), server.asked]).toEqual(['CERT_REVOKED', 'CERT_REVOKED', 1]);
  });

  it('may be one that the CA has appointed', async () => {
    server.answer = saying({ signer: world.keys, certificates: [await responder()] });
    expect(await asks()).toMatchObject({ said: 'accepted', why: undefined });
  });

  it.each(['required', 'accepted', 'off'] as const)('repeats the nonce where it is %s', async (nonce) => {
    server.answer = saying();
    expect(await asks({ nonce })).toMatchObject({ said: 'accepted', why: undefined });
  });

  it('need not repeat it where it is accepted', async () => {
    server.answer = saying({ nonce: 'none' });
    expect(await asks()).toMatchObject({ said: 'accepted' });
    expect(await asks({ nonce: 'required' })).toMatchObject({ why: 'The answer does not repeat the nonce.' });
  });
});

describe('38 what a responder says that cannot be believed', () => {
  const faults: readonly (readonly [string, () => Promise<Answer> | Answer, RegExp])[] = [
    ['it does not know the certificate', () => saying({ status: 'unknown' }), /does not know/],
    ['out of date', () => saying({ thisUpdate: hours(-3), nextUpdate: hours(-2) }), /out of date/],
    ['of tomorrow', () => saying({ thisUpdate: hours(24), nextUpdate: hours(48) }), /time to come/],
    ['of another key', () => saying({ signer: world.personCa.keys }), /not signed/],
    [
      'of one that another CA has appointed',
      async () => saying({ signer: world.keys, certificates: [await responder({ issuer: world.personCa })] }),
      /not signed/,
    ],
    [
      'of one that was appointed for something else',
      async () => saying({ signer: world.keys, certificates: [await responder({ extendedKeyUsage: ['clientAuth'] })] }),
      /not signed/,
    ],
    [
      'of one whose time is out',
      async () => saying({ signer: world.keys, certificates: [await responder({ notAfter: hours(-1) })] }),
      /not signed/,
    ],
    ['another nonce', () => saying({ nonce: 'other' }), /another nonce/],
    ['no answer at all', () => async () => undefined, /./],
    ['no DER', () => async () => Buffer.from('Welcome to the hotel’s network'), /no answer of a responder/],
    ['elsewhere', () => async () => 302, /answered with 302/],
    ['too much', () => async () => Buffer.alloc(70_000), /more than 65536 bytes/],
  ];

  it.each(faults)('%s: the policy decides', async (_what, spoil, why) => {
    server.answer = await spoil();
    expect(await asks()).toMatchObject({ said: 'CERT_REVOCATION_UNKNOWN', why: expect.stringMatching(why) });
    expect((await asks({ lists: true })).said).toBe('accepted');
  });

  it('does not take the place of what was said before, and a soft policy lives on that', async () => {
    server.answer = saying({ nextUpdate: new Date(Date.now() + 400) });
    const process = await asks({ fail: 'soft' });
    expect(process.said).toBe('accepted');
    server.answer = async () => 500;
    await expect.poll(() => process.again(), { timeout: 5_000 }).toBe('undetermined');
  });
});
