import { X509Certificate } from 'node:crypto';
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
  return createIdentify({ bridge }, createTrust(developmentTrust(pki.dir)))(socket, headers);
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
