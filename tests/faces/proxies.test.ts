import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestPki, testPki } from '../support/certs.ts';
import { codeFor, portalClient } from '../support/portal-client.ts';
import {
  hasProxies,
  type Product,
  type ProxyIdentity,
  proxyIdentity,
  startReverseProxy,
} from '../support/reverse-proxy.ts';
import { type Answer, callsTo, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';

type Calls = ReturnType<typeof callsTo>;

let pki: TestPki;
let running: RunningBridge;
let own: Record<Product, ProxyIdentity>;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  if (!hasProxies()) return;
  pki = await testPki();
  own = { nginx: await proxyIdentity('nginx'), haproxy: await proxyIdentity('haproxy') };
  running = await startRunningBridge({
    pki,
    change: (config) => {
      config.proxies = [
        { name: 'edge-nginx', addresses: ['127.0.0.1/32'], keys: [own.nginx.pin], header: 'x-vp-auth-cert' },
        { name: 'edge-revoked', addresses: ['127.0.0.1'], keys: [pinOf('bad/revoked')], header: 'x-vp-auth-cert' },
        { name: 'edge-haproxy', addresses: ['127.0.0.1', '::1'], keys: [own.haproxy.pin], header: 'client-cert' },
      ];
    },
  });
  stops.push(() => running.close());
});
afterAll(async () => {
  for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
});

interface ProxyPlan extends Omit<Parameters<typeof startReverseProxy>[0], 'pki' | 'port'> {
  /** The door behind it. */
  readonly door?: 'service' | 'portal';
}

/** Calls by way of a proxy. */
async function behind({ door = 'service', ...plan }: ProxyPlan): Promise<Calls & { readonly port: number }> {
  const proxy = await startReverseProxy({ pki, port: running.bridge.ports[door] as number, ...plan });
  const calls = callsTo(proxy.url, pki);
  stops.push(proxy.stop, calls.close);
  return { ...calls, port: Number(new URL(proxy.url).port) };
}

function pinOf(who: string): string {
  const { publicKey } = new X509Certificate(readFileSync(pki.file(`${who}.crt`)));
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
}
const base64 = (who: string): string => readFileSync(pki.file(`${who}.crt`), 'utf8').split('-----')[2] ?? '';
const oneLine = (who: string): string => base64(who).replace(/\s/g, '');
const ask = (calls: Pick<Calls, 'call'>, who: string | undefined, headers: Record<string, string> = {}) =>
  calls.call(who, diagnosisPath, { headers: { ...soapHeaders, ...headers }, body: soapRequest() });

/** The entry of the log about an answer. */
async function logged({ headers }: Answer) {
  const [entry] = await running.log({ correlationId: String(headers['x-skltp-correlation-id']) });
  return entry;
}

const products = [
  ['nginx', 'x-vp-auth-cert'],
  ['haproxy', 'client-cert'],
] as const;

describe.runIf(hasProxies()).each(products)('behind %s, which sends %s', (product, header) => {
  let calls: Calls;
  beforeAll(async () => {
    calls = await behind({ product, identity: own[product] });
  });

  it('a system is who its own certificate says, at every face', async () => {
    const answer = await ask(calls, 'ehr-norrbotten');
    expect(answer.status).toBe(200);
    expect(await logged(answer)).toMatchObject({
      caller: { hsaId: 'SE2321000230-DEMOEHR' },
      certificate: { subject: expect.stringContaining('SE2321000230-DEMOEHR') },
    });
    const fhir = await calls.call('ehr-norrbotten', '/fhir/Condition/_search', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `patient.identifier=${encodeURIComponent('http://electronichealth.se/identifier/personnummer|191212121212')}`,
    });
    expect(fhir.status).toBe(200);
  });

  it('a person signs in by card', async () => {
    const answer = await calls.call('demo-lakare', '/api/sign-in/siths', { method: 'GET' });
    expect(answer.status).toBe(303);
    expect(await logged(answer)).toMatchObject({ caller: { hsaId: 'SE2321000230-DEMOLAKARE' } });
  });

  it('callers that share its connections are never taken for each other', async () => {
    const callers = [
      ['ehr-norrbotten', 'SE2321000230-DEMOEHR'],
      ['ehr-vasterbotten', 'SE2321000222-DEMOEHR'],
      ['ehr-vasternorrland', 'SE2321000206-DEMOEHR'],
      ['bad/revoked', undefined],
      [undefined, undefined],
    ] as const;
    const asked = Array.from({ length: 40 }, (_, i) => callers[i % callers.length] ?? callers[0]);
    // Who asked nothing that can be read is on the log as well, for less.
    const answers = await Promise.all(asked.map(async ([who]) => calls.call(who, diagnosisPath, { body: '' })));
    const entries = await Promise.all(answers.map(logged));
    expect(entries.map((entry) => entry?.caller?.hsaId)).toEqual(asked.map(([, hsaId]) => hsaId));
  });

  it.each([
    ['bad/revoked', 'CERT_REVOKED'],
    ['demo-lakare', 'CERT_PERSON_ON_SYSTEM_PORT'],
    [undefined, 'CERT_MISSING'],
  ])('%s is refused with %s', async (who, code) => {
    const answer = await ask(calls, who);
    expect(answer.status).toBe(500);
    const entry = await logged(answer);
    expect(entry).toMatchObject({ kind: 'refusal', code });
    expect(entry?.certificate === undefined).toBe(who === undefined);
  });

  it('what a client writes in its header is not what the proxy says', async () => {
    const forged = { 'client-cert': `:${oneLine('ehr-norrbotten')}:`, 'x-vp-auth-cert': oneLine('ehr-norrbotten') };
    const { [header]: ofProxy, ...others } = forged;
    expect(await logged(await ask(calls, undefined, { [header]: ofProxy }))).toMatchObject({ code: 'CERT_MISSING' });
    for (const who of [undefined, 'ehr-vasterbotten']) {
      const entry = await logged(await ask(calls, who, others));
      expect(entry).toMatchObject({ code: 'PROXY_HEADER_INVALID' });
      expect(entry?.caller).toBeUndefined();
    }
  });

  it('is told where the caller is, by the last one to say so', async () => {
    const entry = await logged(await ask(calls, undefined, { 'x-forwarded-for': '203.0.113.9' }));
    expect(entry?.details).toEqual({ address: '127.0.0.1' });
  });
});

describe.runIf(hasProxies())('the portal’s port behind nginx', () => {
  it('makes the code of a card a session; there a card, or what is said to be one, is nothing', async () => {
    const plan = { product: 'nginx', identity: own.nginx } as const;
    const [service, portal] = await Promise.all([behind(plan), behind({ ...plan, door: 'portal' })]);
    const code = await codeFor({ ...running, call: service.call }, 'demo-lakare');
    const client = portalClient(running, portal.port);
    expect((await client.post('/sign-in', { code, confirmed: true })).status).toBe(204);
    expect((await client.get('/session')).body).toMatchObject({ person: { hsaId: 'SE2321000230-DEMOLAKARE' } });
    const shown = { 'x-vp-auth-cert': oneLine('demo-lakare'), 'client-cert': `:${oneLine('demo-lakare')}:` };
    const stranger = portalClient(running, portal.port);
    expect(await stranger.get('/session', { headers: shown })).toMatchObject({ body: { code: 'NOT_SIGNED_IN' } });
    expect((await portal.call('demo-lakare', '/api/sign-in/siths', { method: 'GET' })).status).toBe(404);
  });
});

describe.runIf(hasProxies())('nobody else is a proxy:', () => {
  it('a caller that sends the certificate of another, or its own', async () => {
    for (const whose of ['ehr-vasterbotten', 'ehr-norrbotten']) {
      const entry = await logged(await ask(running, 'ehr-norrbotten', { 'x-vp-auth-cert': oneLine(whose) }));
      expect(entry).toMatchObject({ code: 'PROXY_HEADER_REFUSED', caller: { hsaId: 'SE2321000230-DEMOEHR' } });
    }
    const entry = await logged(await ask(running, undefined, { 'client-cert': `:${oneLine('ehr-norrbotten')}:` }));
    expect(entry).toMatchObject({ code: 'PROXY_HEADER_REFUSED', details: { address: '127.0.0.1' } });
  });

  it('a proxy at the right address whose key is not pinned', async () => {
    const calls = await behind({ product: 'haproxy', identity: await proxyIdentity('other') });
    expect(await logged(await ask(calls, 'ehr-norrbotten'))).toMatchObject({ code: 'PROXY_HEADER_REFUSED' });
  });

  it('a proxy with the right key at another address', async () => {
    const calls = await behind({ product: 'nginx', identity: own.nginx, from: '127.0.0.2' });
    const entry = await logged(await ask(calls, 'ehr-norrbotten'));
    expect(entry).toMatchObject({ code: 'PROXY_HEADER_REFUSED', details: { address: '127.0.0.2' } });
    expect(entry?.caller).toBeUndefined();
  });
});

describe.runIf(hasProxies())('a proxy with its pinned key', () => {
  const agents: Agent[] = [];
  afterAll(() => Promise.all(agents.map((agent) => agent.close())));

  /** As a proxy that this test writes the headers for. */
  async function send(
    headers: Record<string, string | string[]>,
    { certificate: cert, key }: Pick<ProxyIdentity, 'certificate' | 'key'> = own.nginx,
  ): Promise<string | undefined> {
    const dispatcher = new Agent({ connect: { ca: readFileSync(pki.file('ca.crt')), cert, key } });
    agents.push(dispatcher);
    const { body, headers: sent } = await request(`${running.url}${diagnosisPath}`, {
      method: 'POST',
      headers: { ...soapHeaders, ...headers },
      body: soapRequest(),
      dispatcher,
    });
    await body.dump();
    return (await running.log({ correlationId: String(sent['x-skltp-correlation-id']) }))[0]?.code;
  }

  it('hands over nobody when its own certificate is revoked', async () => {
    const [certificate = '', key = ''] = ['crt', 'key'].map((end) =>
      readFileSync(pki.file(`bad/revoked.${end}`), 'utf8'),
    );
    const told = { 'x-vp-auth-cert': oneLine('ehr-norrbotten') };
    expect(await send(told)).toBeUndefined();
    expect(await send(told, { certificate, key })).toBe('CERT_REVOKED');
  });

  it('is no caller itself', async () => {
    expect(await send({})).toBe('CERT_MISSING');
  });

  it.each([
    ['twice the same header', () => ({ 'x-vp-auth-cert': [oneLine('ehr-norrbotten'), oneLine('ehr-norrbotten')] })],
    ['a name for a certificate', () => ({ 'x-vp-auth-cert': '2.5.4.5=#1314534532333231303030323330' })],
    [
      'two headers that differ',
      () => ({ 'x-vp-auth-cert': oneLine('ehr-norrbotten'), 'client-cert': `:${oneLine('ehr-vasterbotten')}:` }),
    ],
  ])('is not believed with %s', async (_what, headers) => {
    expect(await send(headers())).toBe('PROXY_HEADER_INVALID');
  });

  it('shows bytes that are no certificate', async () => {
    expect(await send({ 'x-vp-auth-cert': 'AAAA' })).toBe('CERT_UNREADABLE');
  });

  it('says where its client is, in whose place it is counted and logged', async () => {
    const { certificate: cert, key } = own.nginx;
    const dispatcher = new Agent({ connect: { ca: readFileSync(pki.file('ca.crt')), cert, key } });
    agents.push(dispatcher);
    const headers = { ...soapHeaders, 'x-forwarded-for': '10.0.0.1, 203.0.113.9' };
    const answer = await request(`${running.url}${diagnosisPath}`, { method: 'POST', headers, body: '', dispatcher });
    await answer.body.dump();
    const [entry] = await running.log({ correlationId: String(answer.headers['x-skltp-correlation-id']) });
    expect(entry?.details).toEqual({ address: '203.0.113.9' });
  });
});
