import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { trustLook } from '../../src/alerts/looks/trust.ts';
import { createEvents } from '../../src/events.ts';
import { createLearn } from '../../src/revocation/learn.ts';
import { createTrust, noteAttempt, revocationSourcesOf, type Trust } from '../../src/siths/index.ts';
import * as mint from '../siths/mint.ts';
import { hours, openResponder, type Responder, saying } from '../siths/responder.ts';

let world: mint.World;
let responder: Responder;
let trust: Trust;

const list = 'http://lists.example/function.crl';

beforeAll(async () => {
  world = await mint.makeWorld();
  responder = await openResponder();
});
beforeEach(() => {
  const ocsp = { url: responder.url, nonce: 'accepted', timeoutMs: 2_000 } as const;
  const revocation = { lists: [list], fail: 'soft', maxAgeMs: 4 * 3_600_000, ocsp } as const;
  const issuers = world.trust.issuers.map((issuer) =>
    issuer.issues === 'function' ? { ...issuer, revocation: { ...revocation, lists: [...revocation.lists] } } : issuer,
  );
  trust = createTrust({ ...world.trust, issuers }, { checkEveryMs: 0 });
});
afterEach(() => world.restore());
afterAll(async () => {
  responder.close();
  await world.remove();
});

const looked = () => trustLook(trust).look();
const publish = async (thisUpdate: Date) =>
  world.write('functionCa.crl', await mint.revocationList({ issuer: world.functionCa, thisUpdate }));

describe('what is known of revocations', () => {
  it('is old from half of its greatest age on, and has no alert where none is configured', async () => {
    await publish(hours(-1.9));
    expect(await looked()).toEqual([]);
    const since = hours(-2.1);
    await publish(since);
    expect(await looked()).toEqual([
      {
        kind: 'RevocationOld',
        subject: world.functionCa.certificate.subjectName.getField('CN')[0],
        facts: { since: `${since.toISOString().slice(0, 19)}.000Z` },
      },
    ]);
    expect(await trustLook(undefined).look()).toEqual([]);
  });

  it('is old from half of the time on that its list says, where nothing else is configured', async () => {
    const list = (age: number) =>
      mint.revocationList({ issuer: world.personCa, thisUpdate: hours(-age), nextUpdate: hours(10) });
    const old = async () => (await looked()).map(({ subject }) => subject);
    await world.write('personCa.crl', await list(9));
    expect(await old()).not.toContain('TEST Person HSA-id 3 CA');
    await world.write('personCa.crl', await list(11));
    expect(await old()).toContain('TEST Person HSA-id 3 CA');
  });

  it('is old when a responder fails and has said nothing for half of it, not when nobody has asked', async () => {
    await publish(hours(-1));
    const learn = async () => {
      const { learn, close } = createLearn(trust, createEvents());
      await learn(await mint.leaf({ issuer: world.functionCa, keys: world.keys }));
      close();
    };
    const silent = { kind: 'RevocationOld', subject: responder.url };
    responder.answer = async () => 503;
    await learn();
    expect(await looked()).toEqual([{ ...silent, facts: { detail: 'It answered with 503.' } }]);
    responder.answer = saying(world, { thisUpdate: hours(-3) });
    await learn();
    expect(await looked()).toEqual([]);
    responder.answer = async () => 503;
    await learn();
    expect(await looked()).toMatchObject([{ ...silent, facts: { since: expect.any(String) } }]);
  });

  it('is shown by where it comes from', async () => {
    const thisUpdate = hours(-1);
    await publish(thisUpdate);
    await world.write('personCa.crl', '');
    noteAttempt(trust, list, { answer: undefined, failure: 'It answered with 500.' });
    const shown = revocationSourcesOf(trust);
    const of = (kind: string, where: string) =>
      shown.filter((each) => each.kind === kind && each.where.endsWith(where));
    expect(of('file', 'functionCa.crl')).toMatchObject([{ issuedAt: expect.any(Date), maxAgeMs: 14_400_000 }]);
    expect(of('file', 'personCa.crl')).toMatchObject([{ authority: undefined, failure: expect.any(String) }]);
    expect(of('file', 'root.crl')).toMatchObject([{ maxAgeMs: undefined, failure: undefined }]);
    expect(of('address', list)).toMatchObject([{ issuedAt: undefined, failure: 'It answered with 500.' }]);
    expect(of('responder', responder.url)).toMatchObject([{ issuedAt: undefined, failure: undefined }]);
  });
});

it('tells while changed roots or issuing CAs are refused', async () => {
  await publish(hours(-1));
  await world.write('functionCa.crt', '');
  const detail = expect.stringContaining('holds no certificate');
  expect(await looked()).toMatchObject([{ kind: 'TrustFilesRefused', subject: 'trust', facts: { detail } }]);
  await world.restore();
  await publish(hours(-1));
  expect(await looked()).toEqual([]);
});
