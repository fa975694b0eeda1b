import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { JWTPayload } from 'jose';
import Value from 'typebox/value';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SignInSection } from '../../../src/config/sign-in.ts';
import { testPki } from '../../support/certs.ts';
import { freePort } from '../../support/free-port.ts';
import { type Account, loa2, loa3, startIdentityProvider, type TestProvider } from '../../support/identity-provider.ts';
import { assignments, type PortalClient, portalClient } from '../../support/portal-client.ts';
import { readingOf } from '../../support/reading-stream.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

const physician: Account = { employeeHsaId: 'SE2321000230-DEMOLAKARE', name: 'Ylva Demoström', acr: loa3 };

let running: RunningBridge;
let norr: TestProvider;
let vaster: TestProvider;
let dispatcher: Agent;
let portal: string;

beforeAll(async () => {
  const [pki, port] = [await testPki(), await freePort()];
  portal = `https://localhost:${port}`;
  norr = await startIdentityProvider({ pki, id: 'norr', portal });
  vaster = await startIdentityProvider({ pki, id: 'vaster', portal, tellsIn: 'id-token', by: 'secret' });
  dispatcher = new Agent({ connect: { ca: readFileSync(pki.file('ca.crt')) } });
  running = await startRunningBridge({
    change: (config) => {
      config.listen.portalPort = port;
      const away = { ...norr.entry, id: 'away', issuer: 'https://localhost:1', label: 'Borta' };
      const fresh = { ...vaster.entry, maxAgeMinutes: 30 };
      config.signIn = Value.Default(SignInSection, { oidc: [norr.entry, fresh, away] });
    },
  });
});
afterAll(async () => {
  await running?.close();
  await Promise.all([norr?.close(), vaster?.close(), dispatcher?.close()]);
});
beforeEach(() => {
  for (const each of [norr, vaster]) {
    each.next(physician);
    each.bend({});
  }
});

/** Where the provider sends the browser back to, with what it says; the person's browser follows it there. */
async function sentBack(from: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = new URL(from);
  for (let steps = 0; steps < 10 && at.origin !== portal; steps += 1) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const { headers, body, statusCode } = await request(at, { dispatcher, headers: { cookie } });
    for (const set of [headers['set-cookie'] ?? []].flat()) {
      const [name = '', value = ''] = set.split(';')[0]?.split('=') ?? [];
      cookies.set(name, value);
    }
    const told = await body.text();
    if (!headers.location) throw new Error(`The provider answers ${statusCode}: ${told}`);
    at = new URL(String(headers.location), at);
  }
  return at;
}

async function begin(client: PortalClient, provider: string): Promise<string> {
  const { status, body } = await client.post('/sign-in/start', { provider });
  if (status !== 200) throw new Error(`The start answers ${JSON.stringify(body)}.`);
  return body.url;
}

async function comeBack(client: PortalClient, at: URL) {
  return client.call('GET', `${at.pathname.replace('/api', '')}${at.search}`);
}

async function signedInAt(provider: string): Promise<PortalClient> {
  const client = portalClient(running);
  const answer = await comeBack(client, await sentBack(await begin(client, provider)));
  expect(answer).toMatchObject({ status: 303, headers: { location: `${portal}/` } });
  return client;
}

const changed = (address: string | URL, name: string, value: string): URL => {
  const url = new URL(address);
  url.searchParams.set(name, value);
  return url;
};

describe('signing in at an identity provider', () => {
  it.each(['norr', 'vaster'])('gives a session without a card: %s', async (provider) => {
    const client = await signedInAt(provider);
    expect(client.cookie).toMatch(/^__Host-norrbryggan=[\w-]{43}$/);
    expect((await client.get('/session')).body).toMatchObject({
      person: { hsaId: 'SE2321000230-DEMOLAKARE', name: 'Ylva Demoström', assurance: 3, signedInBy: 'oidc' },
      assignment: null,
    });
  });

  it('proves itself with the key that its file holds, without a restart', async () => {
    const { key: file } = norr.entry.authentication as { key: string };
    const known = readFileSync(file);
    const attempt = async () => {
      const client = portalClient(running);
      return (await comeBack(client, await sentBack(await begin(client, 'norr')))).status;
    };
    writeFileSync(file, generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }));
    await expect.poll(attempt, { timeout: 10_000 }).not.toBe(303);
    writeFileSync(file, known);
    await expect.poll(attempt, { timeout: 10_000 }).toBe(303);
  });

  it('tells the log who vouched and how, and no certificate', async () => {
    await signedInAt('norr');
    const [entry] = await running.log({ action: 'sign-in' });
    expect(entry).toMatchObject({
      kind: 'act',
      caller: { hsaId: 'SE2321000230-DEMOLAKARE', kind: 'person' },
      details: { method: 'oidc', issuer: norr.issuer, acr: loa3, level: 'loa3' },
    });
    expect(entry?.certificate).toBeUndefined();
  });

  it('does not ask for an assignment that was chosen there, if HSA gives it', async () => {
    norr.next({ ...physician, commissionHsaId: assignments.care });
    const client = await signedInAt('norr');
    const { body } = await client.get('/session');
    expect(body).toMatchObject({ assignment: { hsaId: assignments.care }, roles: ['clinician'] });
    norr.next({ ...physician, commissionHsaId: assignments.logs });
    expect((await (await signedInAt('norr')).get('/session')).body.assignment).toBeNull();
  });

  it('lets in below level 3, but not to other care providers’ information', async () => {
    norr.next({ ...physician, commissionHsaId: assignments.care, acr: loa2 });
    const client = await signedInAt('norr');
    expect((await client.get('/session')).body.person.assurance).toBe(2);
    const end = new Date(Date.now() + 3_600_000).toISOString();
    await client.post('/relations', { patient: '191212121212', end, ground: 'Besök' });
    const answer = await readingOf(client, '191212121212');
    expect(answer).toMatchObject({ status: 403, body: { code: 'AUTH_USER_LOA' } });
    const [entry] = await running.log({ kind: 'refusal', controller: 'SE2321000230-DEMOVG' });
    expect(entry?.actor).toMatchObject({ issuer: norr.issuer, assurance: 'loa2' });
  });

  it.each([
    ['norr', 3_600, 303],
    ['vaster', 60, 303],
    ['vaster', 3_600, 'SIGN_IN_REFUSED'],
    ['vaster', undefined, 'SIGN_IN_REFUSED'],
  ] as const)('at %s, who showed a card there %s seconds ago: %s', async (provider, ago, outcome) => {
    const client = portalClient(running);
    const url = await begin(client, provider);
    expect(new URL(url).searchParams.get('max_age')).toBe(provider === 'vaster' ? '1800' : null);
    const auth_time = ago && Math.floor(Date.now() / 1_000) - ago;
    for (const each of [norr, vaster]) each.bend({ auth_time });
    const { status, body } = await comeBack(client, await sentBack(url));
    expect(status === 303 ? 303 : body.code).toBe(outcome);
  });

  it('ends there too', async () => {
    const client = await signedInAt('norr');
    const { continueAt } = (await client.delete('/session')).body;
    expect(continueAt).toContain(`${norr.issuer}/session/end?`);
    expect(new URL(continueAt).searchParams.get('post_logout_redirect_uri')).toBe(`${portal}/`);
    expect((await client.get('/session')).status).toBe(401);
  });

  it('is told of when the provider is away', async () => {
    const client = portalClient(running);
    expect(await client.post('/sign-in/start', { provider: 'away' })).toMatchObject({
      status: 502,
      body: { code: 'SIGN_IN_PROVIDER_UNAVAILABLE' },
    });
    expect((await client.post('/sign-in/start', { provider: 'nobody' })).status).toBe(404);
  });
});

describe('what comes back is refused', () => {
  interface Trick {
    readonly begun?: (url: string) => string | URL;
    readonly back?: (url: URL) => URL;
  }
  const tricks: readonly [string, Trick][] = [
    ['with another state', { back: (url) => changed(url, 'state', 'x'.repeat(43)) }],
    ['with another nonce in the ID token', { begun: (url) => changed(url, 'nonce', 'another') }],
    ['for another PKCE verifier', { begun: (url) => changed(url, 'code_challenge', 'A'.repeat(43)) }],
    ['from another issuer', { back: (url) => changed(url, 'iss', 'https://evil.example') }],
    ['without saying from whom', { back: (url) => new URL(url.href.replace(/&iss=[^&]*/, '')) }],
    ['with a code nobody gave', { back: (url) => changed(url, 'code', 'made-up') }],
    ['as an error', { back: (url) => new URL(`${url.href.split('?')[0]}?error=access_denied`) }],
    ['as another provider’s', { back: (url) => new URL(url.href.replace('/norr?', '/vaster?')) }],
    ['as nothing', { back: (url) => new URL(url.href.split('?')[0] ?? '') }],
  ];

  it.each(tricks)('%s', async (_what, { begun = (url) => url, back = (url) => url }) => {
    const client = portalClient(running);
    const url = await begin(client, 'norr');
    const answer = await comeBack(client, back(await sentBack(String(begun(url)))));
    expect(answer).toMatchObject({ status: 401, body: { code: 'SIGN_IN_REFUSED' } });
    expect(client.cookie).toBeUndefined();
    const [entry] = await running.log({ kind: 'refusal', action: 'sign-in' });
    expect(entry).toMatchObject({ code: 'SIGN_IN_REFUSED', correlationId: answer.body.correlationId });
  });

  it('to another browser than the one where it was begun', async () => {
    const [victim, attacker] = [portalClient(running), portalClient(running)];
    const at = await sentBack(await begin(attacker, 'norr'));
    expect((await comeBack(victim, at)).status).toBe(401);
    await begin(victim, 'norr');
    expect((await comeBack(victim, at)).status).toBe(401);
  });

  it('the second time', async () => {
    const client = portalClient(running);
    const at = await sentBack(await begin(client, 'norr'));
    const held = client.cookie;
    expect((await comeBack(client, at)).status).toBe(303);
    client.cookie = held;
    expect(await comeBack(client, at)).toMatchObject({ status: 401, body: { code: 'SIGN_IN_REFUSED' } });
  });

  const now = Math.floor(Date.now() / 1000);
  it.each<[string, JWTPayload]>([
    ['whose time is out', { exp: now - 60 }],
    ['of tomorrow', { iat: now + 86_400, exp: now + 90_000, nbf: now + 86_400 }],
    ['for somebody else', { aud: 'another' }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['with another nonce', { nonce: 'another' }],
    ['without a nonce', { nonce: undefined as never }],
  ])('with an ID token %s', async (_what, claims) => {
    norr.bend(claims);
    const client = portalClient(running);
    const answer = await comeBack(client, await sentBack(await begin(client, 'norr')));
    expect(answer).toMatchObject({ status: 401, body: { code: 'SIGN_IN_REFUSED' } });
  });

  it('not because a clock is some seconds wrong', async () => {
    norr.bend({ iat: now - 600, exp: now - 5 });
    await signedInAt('norr');
    norr.bend({ iat: now + 15, nbf: now + 15, exp: now + 600 });
    await signedInAt('norr');
  });

  it.each<[string, Account, number, string]>([
    [
      'somebody HSA does not know',
      { ...physician, employeeHsaId: 'SE2321000230-NOBODY' },
      403,
      'SIGN_IN_PERSON_UNKNOWN',
    ],
    ['nobody', { ...physician, employeeHsaId: undefined }, 401, 'SIGN_IN_REFUSED'],
    ['no HSA-id', { ...physician, employeeHsaId: '191212121212' }, 401, 'SIGN_IN_REFUSED'],
  ])('about %s', async (_who, account, status, code) => {
    norr.next(account);
    const client = portalClient(running);
    const answer = await comeBack(client, await sentBack(await begin(client, 'norr')));
    expect(answer).toMatchObject({ status, body: { code } });
    expect(JSON.stringify(answer.body)).not.toContain('191212121212');
    // Whom the provider has vouched for is on the log.
    const [entry] = await running.log({ correlationId: answer.body.correlationId });
    expect(entry?.caller?.hsaId).toBe(status === 403 ? account.employeeHsaId : undefined);
  });
});
