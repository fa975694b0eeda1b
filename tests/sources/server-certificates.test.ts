import type { Server } from 'node:https';
import { OCSPRequest } from '@peculiar/asn1-ocsp';
import { AsnConvert } from '@peculiar/asn1-schema';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEvents } from '../../src/events.ts';
import { createLearn } from '../../src/revocation/learn.ts';
import { createServerTrust } from '../../src/revocation/servers.ts';
import { createTrust, lookAgain, questionFor, type Trust } from '../../src/siths/index.ts';
import { type Connector, judgeServers } from '../../src/sources/index.ts';
import { type TriedStep, tryConnection } from '../../src/sources/try-connection.ts';
import { startHttpsServer } from '../siths/https-server.ts';
import * as mint from '../siths/mint.ts';
import { type Saying, saying } from '../siths/responder.ts';
import { ask, connectTo, fixture, reply, sourceAt } from './record-system.ts';

/** Record systems whose certificates are revoked, over real TLS; they staple what their CA says where they have it. */

let world: mint.World;
let started: Awaited<ReturnType<typeof startHttpsServer>>;
let server: Server;
let trust: Trust;
let connector: Connector;
let stop: () => void;
/** Of the record system's certificate. */
let der: Buffer;
let staple: Buffer | undefined;
let sockets = 0;

beforeAll(async () => {
  world = await mint.makeWorld();
  started = await startHttpsServer(world, (incoming, response) => {
    incoming.resume().on('end', () => reply(response, 200, 'text/xml', fixture('get-diagnosis.xml')));
  });
  ({ server, der } = started);
  server.on('OCSPRequest', (_certificate, _issuer, callback) => callback(null, staple ?? null));
  server.on('secureConnection', () => {
    sockets++;
  });
});
beforeEach(async () => {
  await world.restore();
  staple = undefined;
  sockets = 0;
});
afterEach(async () => {
  stop();
  await connector.close();
});
afterAll(async () => {
  started.close();
  await world.remove();
});

const source = () => sourceAt('rivta21', started.origin, { concurrency: 1 });

/** From now on the bridge calls, and knows of revocations what its lists and staples say. */
function judging(roots = world.trust) {
  const outgoing = { ...started.shown };
  trust = createTrust(roots, { checkEveryMs: 0 });
  stop = judgeServers(outgoing, createServerTrust(trust, createLearn(trust, createEvents()).learn));
  connector = connectTo(source(), outgoing);
  return outgoing;
}

const listed = async () =>
  world.write('functionCa.crl', await mint.revocationList({ issuer: world.functionCa, revoked: [der] }));
const unlisted = () => ({
  ...world.trust,
  revocationLists: world.trust.revocationLists.filter((file) => !file.endsWith('functionCa.crl')),
});

async function stapled(options: Saying = {}): Promise<Buffer> {
  const revocation = { lists: [], fail: 'hard', ocsp: { url: 'http://x', nonce: 'off', timeoutMs: 1 } } as const;
  const issuers = world.trust.issuers.map((issuer) => ({ ...issuer, revocation: { ...revocation, lists: [] } }));
  const request = questionFor(createTrust({ ...world.trust, issuers }), der)?.request ?? Buffer.alloc(0);
  return (await saying(world, options)(AsnConvert.parse(request, OCSPRequest))) as Buffer;
}

const open = () => new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));
const text = async () => (await ask(connector)).failure?.message;

describe('a record system', () => {
  it('whose certificate is revoked is not called', async () => {
    const outgoing = judging();
    expect(await text()).toBeUndefined();
    expect(await text()).toBeUndefined();
    expect(sockets).toBe(1);
    await listed();
    lookAgain(trust);
    expect(await text()).toContain('CERT_REVOKED');
    expect(await text()).toBe('Its certificate is revoked (CERT_REVOKED).');
    const steps: TriedStep[] = [];
    for await (const step of tryConnection(source(), outgoing, 'SE2321000230-DEMOBRYGGAN')) steps.push(step);
    expect(steps).toMatchObject([{ step: 'tls', ok: false, reason: 'CERT_REVOKED' }]);
    await world.restore();
    expect(await text()).toBeUndefined();
  });

  it('has its open connections closed when its certificate is revoked', async () => {
    judging();
    expect(await text()).toBeUndefined();
    expect(await open()).toBe(1);
    await listed();
    const since = performance.now();
    lookAgain(trust);
    await expect.poll(open).toBe(0);
    // Left alone, it would be closed after four seconds.
    expect(performance.now() - since).toBeLessThan(2_500);
  });

  it('that staples is believed where no list says anything, and refused when it staples that it is revoked', async () => {
    staple = await stapled();
    judging(unlisted());
    expect(await text()).toBeUndefined();
    await connector.close();
    stop();
    staple = await stapled({ status: 'revoked' });
    judging(unlisted());
    expect(await text()).toContain('CERT_REVOKED');
  });

  it.each([
    ['nothing', async () => undefined],
    ['what another has signed', () => stapled({ signer: world.personCa.keys })],
    ['an old answer', () => stapled({ thisUpdate: new Date(0), nextUpdate: new Date(1) })],
  ])('that staples %s is not called where nothing else says', async (_what, made) => {
    staple = await made();
    judging(unlisted());
    expect(await text()).toBe('Nobody can tell whether its certificate is revoked (CERT_REVOCATION_UNKNOWN).');
  });

  it('of a CA that nobody has configured is for TLS to judge', async () => {
    const { issuers } = world.trust;
    judging({ ...unlisted(), issuers: issuers.filter(({ file }) => !file.endsWith('functionCa.crt')) });
    expect(await text()).toBeUndefined();
  });
});
