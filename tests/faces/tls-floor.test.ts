import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createDoor } from '../../src/faces/door.ts';
import { createPortalDoor } from '../../src/faces/portal/portal-door.ts';
import type { Strays } from '../../src/faces/strays.ts';
import { testPki } from '../support/certs.ts';
import { demoConfig } from '../support/config.ts';

const sslscan = '/usr/bin/sslscan';

/** Whether the scanner can run here. In continuous integration a missing one is a failure. */
function hasSslscan(): boolean {
  if (existsSync(sslscan)) return true;
  if (process.env.CI === 'true') throw new Error('sslscan is missing');
  process.stderr.write('sslscan is not installed: what the doors offer in TLS is not scanned\n');
  return false;
}

const strays: Strays = { outside: (_thrown, _request, reply) => void reply.send(), unreadable: () => undefined };

/** What the scanner finds of a door, each kind of element as its attributes. */
async function scan(open: typeof createDoor): Promise<(element: string) => Record<string, string>[]> {
  const pki = await testPki();
  const config = demoConfig((made) => {
    made.tls = { certificate: pki.file('server.crt'), key: pki.file('server.key') };
  });
  const door = open(config, strays);
  await door.listen({ host: '127.0.0.1', port: 0 });
  try {
    const { port } = door.server.address() as AddressInfo;
    const { stdout } = await promisify(execFile)(sslscan, ['--xml=-', '--no-colour', `127.0.0.1:${port}`]);
    return (element) =>
      [...stdout.matchAll(new RegExp(`<${element} ([^>]*)/?>`, 'g'))].map(([, attributes = '']) =>
        Object.fromEntries([...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value])),
      );
  } finally {
    await door.close();
  }
}

describe.runIf(hasSslscan()).each([
  ['service', createDoor],
  ['portal', createPortalDoor],
] as const)('the %s door offers', (_name, open) => {
  it('TLS 1.2 and 1.3, forward secrecy and authenticated encryption alone, no renegotiation', async () => {
    const found = await scan(open);
    expect(
      found('protocol')
        .filter(({ enabled }) => enabled === '1')
        .map(({ type, version }) => `${type} ${version}`),
    ).toEqual(['tls 1.2', 'tls 1.3']);
    expect(found('cipher').map(({ sslversion, cipher }) => `${sslversion} ${cipher}`)).toEqual([
      'TLSv1.3 TLS_AES_256_GCM_SHA384',
      'TLSv1.3 TLS_CHACHA20_POLY1305_SHA256',
      'TLSv1.3 TLS_AES_128_GCM_SHA256',
      // The certificate of the test is RSA.
      'TLSv1.2 ECDHE-RSA-AES256-GCM-SHA384',
      'TLSv1.2 ECDHE-RSA-CHACHA20-POLY1305',
      'TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256',
    ]);
    const groups = found('group').map(({ name }) => name);
    expect(new Set(groups)).toEqual(
      new Set(['x25519', 'secp256r1 (NIST P-256)', 'secp384r1 (NIST P-384)', 'secp521r1 (NIST P-521)']),
    );
    expect(found('renegotiation')).toEqual([{ supported: '0', secure: '0' }]);
    expect(found('compression').filter(({ supported }) => supported !== '0')).toEqual([]);
    expect(found('heartbleed').filter(({ vulnerable }) => vulnerable !== '0')).toEqual([]);
  });
});
