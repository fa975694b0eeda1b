import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BridgeEvents, createEvents, type Events } from '../../src/events.ts';
import { keepRevocation } from '../../src/revocation/index.ts';
import { keepFetchedLists } from '../../src/revocation/keep-lists.ts';
import { createListMemory } from '../../src/revocation/list-memory.ts';
import { createListStore } from '../../src/revocation/store.ts';
import { createTrust, judgeCertificate, type Trust, whenChanged } from '../../src/siths/index.ts';
import * as x509 from '../../src/siths/x509.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import * as mint from '../siths/mint.ts';
import { openResponder, saying } from '../siths/responder.ts';
import { temporaryDataDir } from '../support/data-dir.ts';

/** Revocation lists from a real server, that does what it should and what it should not. */

let world: mint.World;
let store: Store;
let data: Awaited<ReturnType<typeof temporaryDataDir>>;
let server: Server;
/** What the server does at each path. */
const answers = new Map<string, (response: ServerResponse, ifNoneMatch: string | undefined) => void>();
const asked: string[] = [];
const keepers: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  world = await mint.makeWorld();
  data = await temporaryDataDir();
  store = await openStore({ databaseUrl: undefined, dataDir: data.path });
  server = createServer((request, response) => {
    asked.push(String(request.url));
    const answer = answers.get(String(request.url));
    if (answer) answer(response, request.headers['if-none-match']);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  for (const keeper of keepers.splice(0)) await keeper.close();
  await store.db.deleteFrom('bridge.revocation_list').execute();
  answers.clear();
  asked.length = 0;
});
afterAll(async () => {
  server?.closeAllConnections();
  server?.close();
  await store?.close();
  await data?.remove();
  await world?.remove();
});

const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
const listOf = (list: Partial<mint.ListOptions> = {}) =>
  mint.revocationList({ issuer: world.functionCa, form: 'der', ...list });
const gives = (path: string, content: string | Buffer) => answers.set(path, (response) => response.end(content));
const leaf = () => mint.leaf({ issuer: world.functionCa, keys: world.keys });

interface Keeping {
  readonly trust: Trust;
  readonly events: Events;
}

/** A process whose trust knows of leaves' revocations by lists from these addresses alone. */
function keep(...urls: readonly string[]): Keeping {
  const issuers = world.trust.issuers.map((issuer) => ({
    ...issuer,
    revocation: { lists: [...urls], fail: 'hard' as const },
  }));
  const revocationLists = world.trust.revocationLists.filter((file) => !file.endsWith('functionCa.crl'));
  const trust = createTrust({ ...world.trust, issuers, revocationLists });
  const events = createEvents();
  keepers.push(keepFetchedLists({ trust, store: createListStore(store), events }));
  return { trust, events };
}

const told = <Name extends keyof BridgeEvents>({ events }: Keeping, name: Name) =>
  new Promise<BridgeEvents[Name][0]>((resolve) =>
    events.once(name, ((event: BridgeEvents[Name][0]) => resolve(event)) as never),
  );
const changed = ({ trust }: Keeping) =>
  new Promise<void>((resolve) => {
    const leave = whenChanged(trust, () => {
      leave();
      resolve();
    });
  });
function said({ trust }: Pick<Keeping, 'trust'>, der: Buffer): string {
  const verdict = judgeCertificate(trust, der, new Date());
  return 'caller' in verdict ? 'accepted' : verdict.refusal.refused;
}

describe('a list that is fetched', () => {
  it('says who is revoked, in every process, and after a restart without network', async () => {
    const [good, revoked] = [await leaf(), await leaf()];
    gives('/list', await listOf({ revoked: [revoked] }));
    const first = keep(at('/list'));
    expect(said(first, good)).toBe('CERT_REVOCATION_UNKNOWN');
    const other = keep(at('/list'));
    await Promise.all([changed(first), changed(other)]);
    for (const each of [first, other])
      expect([said(each, good), said(each, revoked)]).toEqual(['accepted', 'CERT_REVOKED']);
    expect(asked).toEqual(['/list']);
    for (const keeper of keepers.splice(0)) await keeper.close();
    answers.clear();
    const restarted = keep(at('/list'));
    await changed(restarted);
    expect([said(restarted, good), said(restarted, revoked)]).toEqual(['accepted', 'CERT_REVOKED']);
    expect(asked).toEqual(['/list']);
  });

  it('is brought up to date by a delta from another address', async () => {
    const [held, revoked] = [await leaf(), await leaf()];
    const number = (of: number) => new x509.Extension('2.5.29.20', false, Uint8Array.of(2, 1, of));
    const indicator = new x509.Extension('2.5.29.27', true, Uint8Array.of(2, 1, 1));
    gives('/full', await listOf({ extensions: [number(1)], revoked: [held], reason: mint.onHold }));
    const process = keep(at('/full'), at('/delta'));
    await told(process, 'revocation:list:fetched');
    expect([said(process, held), said(process, revoked)]).toEqual(['CERT_REVOKED', 'accepted']);
    const more = { extensions: [number(2), indicator], thisUpdate: hours(-1) };
    const lifted = x509.X509CrlReason.removeFromCRL;
    gives('/delta', await listOf({ ...more, revoked: [held], reason: lifted }));
    await store.db
      .updateTable('bridge.revocation_list')
      .set({ next_at: hours(-1) })
      .execute();
    await changed(process);
    expect(said(process, held)).toBe('accepted');
  });

  it('is asked for by its mark, and nothing comes where it is the same', async () => {
    const list = await listOf();
    let unchanged = 0;
    answers.set('/list', (response, ifNoneMatch) => {
      if (ifNoneMatch === '"one"') unchanged += 1;
      if (ifNoneMatch === '"one"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"one"' }).end(list);
    });
    const process = keep(at('/list'));
    await told(process, 'revocation:list:fetched');
    const [before] = await createListStore(store).standing();
    await store.db
      .updateTable('bridge.revocation_list')
      .set({ next_at: hours(-1) })
      .execute();
    await expect.poll(() => unchanged, { timeout: 10_000 }).toBe(1);
    await expect
      .poll(async () => (await createListStore(store).standing())[0]?.nextAt.getTime(), { timeout: 10_000 })
      .toBeGreaterThan(Date.now() + 120_000);
    expect((await createListStore(store).standing())[0]).toMatchObject({ fetchedAt: before?.fetchedAt, failures: 0 });
  });
});

describe.each(['store', 'memory'])('what is known of lists, in the %s', (where) => {
  it('is fetched by one at a time, and kept however often it fails or stays the same', async () => {
    const lists = where === 'store' ? createListStore(store) : createListMemory();
    const [url, now, later, soon] = ['http://x/y.crl', new Date(0), new Date(60_000), new Date(1_000)];
    expect(await lists.claim(url, now, later)).toEqual({ etag: null, lastModified: null });
    expect(await lists.claim(url, now, later)).toBeUndefined();
    expect(await lists.content(url)).toBeUndefined();
    await lists.succeeded(url, { content: Buffer.of(1), etag: 'e', lastModified: 'm' }, now, soon);
    const standing = { url, fetchedAt: now, nextAt: soon, failures: 0, failure: null };
    expect(await lists.standing()).toMatchObject([standing]);
    expect(await lists.claim(url, soon, later)).toEqual({ etag: 'e', lastModified: 'm' });
    await lists.failed(url, 'Gone.', soon);
    await lists.failed(url, 'Still gone.', soon);
    expect(await lists.standing()).toMatchObject([{ ...standing, failures: 2, failure: 'Still gone.' }]);
    await lists.succeeded(url, undefined, soon, later);
    expect(await lists.standing()).toMatchObject([{ ...standing, nextAt: later }]);
    expect(await lists.content(url)).toEqual(Buffer.of(1));
  });
});

describe('what a responder has told one process', () => {
  it('spares the others asking, and is refused by them at once where it is a revocation', async () => {
    const responder = await openResponder(saying(world));
    const revocation = { lists: [], fail: 'hard', ocsp: { url: responder.url, nonce: 'accepted', timeoutMs: 2_000 } };
    const issuers = world.trust.issuers.map((issuer) => ({ ...issuer, revocation }) as typeof issuer);
    const revocationLists = world.trust.revocationLists.filter((file) => !file.endsWith('functionCa.crl'));
    const open = () => {
      const trust = createTrust({ ...world.trust, issuers, revocationLists });
      const events = createEvents();
      const kept = keepRevocation({ trust, store, events });
      keepers.push(kept);
      return { trust, events, learn: kept.learn };
    };
    const [one, other, third] = [open(), open(), open()];
    const [good, stolen] = [await leaf(), await leaf()];
    for (const each of [one, other, one, other]) await each.learn(good);
    expect(responder.asked).toBe(1);
    expect([said(one, good), said(other, good)]).toEqual(['accepted', 'accepted']);
    responder.answer = saying(world, { status: 'revoked' });
    await third.learn(stolen);
    await expect.poll(() => said(other, stolen), { timeout: 5_000 }).toBe('CERT_REVOKED');
    expect(responder.asked).toBe(2);
    const rows = await store.db.selectFrom('bridge.revocation_answer').selectAll().execute();
    expect(rows.map(({ status }) => status).toSorted()).toEqual(['good', 'revoked']);
    // Whoever can write in the store cannot let anybody in.
    const another = await leaf();
    const fingerprint = createHash('sha256').update(another).digest('hex');
    await store.db.updateTable('bridge.revocation_answer').set({ fingerprint }).where('status', '=', 'good').execute();
    await other.learn(another);
    expect(said(other, another)).toBe('CERT_REVOKED');
    responder.close();
  });
});

describe('what cannot be believed', () => {
  const faults: readonly (readonly [string, (path: string) => unknown, RegExp])[] = [
    ['not there', () => undefined, /answered with 404/],
    [
      'elsewhere',
      (path) => answers.set(path, (r) => r.writeHead(302, { location: at('/list') }).end()),
      /answered with 302/,
    ],
    ['no list', (path) => gives(path, 'Welcome to the hotel’s network'), /no revocation list/],
    ['half a list', async (path) => gives(path, ((await listOf()) as Buffer).subarray(0, 90)), /no revocation list/],
    [
      'of another key',
      async (path) => gives(path, await listOf({ signer: world.personCa })),
      /not signed by its issuer/,
    ],
    [
      'of a stranger',
      async (path) => gives(path, await listOf({ issuer: await mint.ca('TEST Other') })),
      /another issuer/,
    ],
    ['of tomorrow', async (path) => gives(path, await listOf({ thisUpdate: hours(24) })), /time to come/],
    [
      'a part',
      async (path) =>
        gives(path, await listOf({ extensions: [new x509.Extension('2.5.29.28', true, Uint8Array.of(0x30, 0))] })),
      /only a part/,
    ],
    ['endless', (path) => answers.set(path, (r) => void r.end(Buffer.alloc(33_554_433))), /more than 33554432 bytes/],
    ['broken off', (path) => answers.set(path, (r) => r.writeHead(200).write('x', () => r.destroy())), /./],
  ];

  it.each(faults)('%s: it is told, and nothing is known from it', async (_what, spoil, why) => {
    await spoil('/list');
    const process = keep(at('/list'));
    expect(await told(process, 'revocation:list:failed')).toMatchObject({
      url: at('/list'),
      text: expect.stringMatching(why),
    });
    expect(said(process, await leaf())).toBe('CERT_REVOCATION_UNKNOWN');
    const [standing] = await createListStore(store).standing();
    expect(standing).toMatchObject({ fetchedAt: null, failures: 1, failure: expect.stringMatching(why) });
    expect(standing?.nextAt.getTime()).toBeGreaterThan(Date.now() + 2_000);
    expect(asked.filter((path) => path !== '/list')).toEqual([]);
  });

  it('does not take the place of what is known, nor does an older list', async () => {
    const revoked = await leaf();
    gives('/list', await listOf({ revoked: [revoked] }));
    const process = keep(at('/list'));
    await told(process, 'revocation:list:fetched');
    gives('/list', await listOf({ thisUpdate: hours(-48) }));
    await store.db
      .updateTable('bridge.revocation_list')
      .set({ next_at: hours(-1) })
      .execute();
    expect(await told(process, 'revocation:list:failed')).toMatchObject({ text: expect.stringContaining('older') });
    expect(said(process, revoked)).toBe('CERT_REVOKED');
  });
});
