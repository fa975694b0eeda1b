import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { TLSSocket } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { createIdentify } from '../../src/faces/identify.ts';
import { developmentTrust } from '../../src/siths/dev-pki-use.ts';
import { createTrust } from '../../src/siths/index.ts';
import { type TestPki, testPki } from '../support/certs.ts';

let pki: TestPki;
beforeAll(async () => {
  pki = await testPki();
});

/** Who holds the certificate is, to an installation of that kind that trusts the development CAs. */
function identified(kind: 'demo' | 'production', who: string | undefined, headers: Record<string, string> = {}) {
  const bridge = { name: 'Norrbryggan', kind, hsaId: 'SE2321000230-BRIDGE' };
  const certificate = who && new X509Certificate(readFileSync(pki.file(`${who}.crt`)));
  // The one thing asked of a socket; a real one is in tests/siths/tls.test.ts.
  const socket = { getPeerX509Certificate: () => certificate } as unknown as TLSSocket;
  const headersDistinct = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  return createIdentify({ bridge, proxies: [] }, createTrust(developmentTrust(pki.dir)))({ socket, headersDistinct });
}

describe('who stands at the door', () => {
  it('is a system by its certificate', () => {
    expect(identified('demo', 'ehr-norrbotten')).toMatchObject({
      caller: { hsaId: 'SE2321000230-DEMOEHR' },
      refusal: undefined,
    });
  });

  it.each([
    ['demo', 'demo-lakare', 'CERT_PERSON_ON_SYSTEM_PORT'],
    ['production', 'demo-lakare', 'CERT_DEMO_IDENTITY'],
    ['production', 'ehr-norrbotten', 'CERT_DEMO_IDENTITY'],
    ['production', 'bad/expired', 'CERT_EXPIRED'],
    ['demo', undefined, 'CERT_MISSING'],
  ] as const)('in %s, %s is refused with %s', (kind, who, code) => {
    const { refusal, certificate } = identified(kind, who);
    expect(refusal?.code).toBe(code);
    expect(certificate === undefined).toBe(who === undefined);
  });

  it('is not who a header says', () => {
    expect(identified('demo', 'ehr-norrbotten', { 'client-cert': 'MIIB' }).refusal?.code).toBe('PROXY_HEADER_REFUSED');
  });
});

describe('a proxy', () => {
  const addresses = ['10.20.0.0/16', '192.0.2.7', '2001:db8::/48'];

  it.each([
    ['10.20.3.4', 'believed'],
    ['::ffff:10.20.3.4', 'believed'],
    ['192.0.2.7', 'believed'],
    ['2001:db8::9', 'believed'],
    ['2001:db8::9%eth0', 'believed'],
    ['10.21.3.4', 'PROXY_HEADER_REFUSED'],
    ['::ffff:192.0.2.8', 'PROXY_HEADER_REFUSED'],
    ['2001:db9::9', 'PROXY_HEADER_REFUSED'],
    [undefined, 'PROXY_HEADER_REFUSED'],
  ])('at %s is %s', (remoteAddress, expected) => {
    const own = new X509Certificate(readFileSync(pki.file('server.crt')));
    const spki = own.publicKey.export({ type: 'spki', format: 'der' });
    const keys = [createHash('sha256').update(spki).digest('base64')];
    const proxies = [{ name: 'edge', addresses, keys, header: 'client-cert' as const }];
    const bridge = { name: 'Norrbryggan', kind: 'demo' as const, hsaId: 'SE2321000230-BRIDGE' };
    const identify = createIdentify({ bridge, proxies }, createTrust(developmentTrust(pki.dir)));
    const socket = { getPeerX509Certificate: () => own, remoteAddress } as unknown as TLSSocket;
    const { raw } = new X509Certificate(readFileSync(pki.file('ehr-norrbotten.crt')));
    const { caller, refusal, proxy } = identify({
      socket,
      headersDistinct: { 'client-cert': [`:${raw.toString('base64')}:`] },
    });
    expect(refusal?.code ?? 'believed').toBe(expected);
    expect(caller?.hsaId).toBe(expected === 'believed' ? 'SE2321000230-DEMOEHR' : undefined);
    expect(proxy).toBe(expected === 'believed' ? 'edge' : undefined);
  });
});
