import { readFileSync } from 'node:fs';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';

let running: RunningBridge;
beforeAll(async () => {
  running = await startRunningBridge();
});
afterAll(() => running?.close());

type Version = 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

function open(version: Version, session?: Buffer): Promise<{ socket: TLSSocket; session: Buffer | undefined }> {
  const { pki, url } = running;
  return new Promise((resolve, reject) => {
    let latest: Buffer | undefined;
    const socket = connect({
      host: 'localhost',
      port: Number(new URL(url).port),
      ca: readFileSync(pki.file('ca.crt')),
      cert: readFileSync(pki.file('ehr-norrbotten.crt')),
      key: readFileSync(pki.file('ehr-norrbotten.key')),
      minVersion: version,
      maxVersion: version,
      // Or OpenSSL's own floor would refuse TLS 1.1 before the server is asked.
      ciphers: 'DEFAULT@SECLEVEL=0',
      ...(session && { session }),
    });
    socket.on('session', (given) => {
      latest = given;
    });
    socket.once('error', reject);
    // An answer has passed: whatever tickets the server sends have come by then.
    socket.once('data', () => resolve({ socket, session: latest ?? socket.getSession() }));
    socket.once('secureConnect', () => socket.write('GET /fhir/metadata HTTP/1.1\r\nHost: localhost\r\n\r\n'));
  });
}

describe('the service door', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('speaks %s and resumes sessions', async (version) => {
    const first = await open(version);
    expect(first.socket.getProtocol()).toBe(version);
    expect(first.session).toBeDefined();
    const second = await open(version, first.session);
    expect(second.socket.isSessionReused()).toBe(true);
    for (const { socket } of [first, second]) socket.destroy();
  });

  it('refuses TLS 1.1', async () => {
    await expect(open('TLSv1.1')).rejects.toThrow();
  });

  it('serves the portal’s page under a policy that takes nothing from elsewhere', async () => {
    for (const path of ['/', '/patient', '/patient/access']) {
      const page = await running.call(undefined, path, { method: 'GET' });
      expect(page.body).toContain('<div id="portal">');
      expect(page.headers['content-security-policy']).toContain("default-src 'none'");
      expect(page.headers['content-security-policy']).not.toContain('unsafe');
    }
  });

  it('is ready, says which part is, and shows metrics without patients', async () => {
    const ready = await fetch(`${running.adminUrl}/health/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      status: 'ready',
      parts: [
        { part: 'process', ok: true },
        { part: 'bus', ok: true },
        { part: 'store', ok: true },
        { part: 'deliveries', ok: true },
        { part: 'processes', ok: true },
        { part: 'log', ok: true },
        { part: 'directory', ok: true },
        { part: 'routing', ok: true },
        { part: 'persons', ok: true },
        { part: 'witness', ok: true },
      ],
    });
    const metrics = await (await fetch(`${running.adminUrl}/metrics`)).text();
    expect(metrics).toContain('norrbryggan_source_seconds');
    expect(metrics).not.toContain('191212121212');
  });
});
