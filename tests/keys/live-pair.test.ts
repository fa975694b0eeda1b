import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { Agent, request } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { liveDispatcher, livePair, showTo } from '../../src/keys/index.ts';
import { readKeyPair } from '../../src/keys/key-pair.ts';
import { askForCertificate } from '../../src/siths/index.ts';
import { ownFiles } from './own-files.ts';

const secure = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES256-GCM-SHA384' } as const;

describe('a certificate that changes while it is in use', () => {
  let own: Awaited<ReturnType<typeof ownFiles>>;
  const closing: (() => unknown)[] = [];
  beforeEach(async () => {
    own = await ownFiles('server');
    closing.push(own.remove);
  });
  afterEach(async () => {
    for (let close = closing.pop(); close; close = closing.pop()) await close();
  });

  const fingerprintOf = (name: string) =>
    readKeyPair({ certificate: own.pki.file(`${name}.crt`), key: own.pki.file(`${name}.key`) }).leaf.fingerprint256;

  async function listen(server: Server): Promise<number> {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    return (server.address() as AddressInfo).port;
  }

  it('is one for everybody who asks', () => {
    expect(livePair(own.place)).toBe(livePair(own.place, {}));
    const towardsOne = { certificate: own.pki.file('bridge-client.crt'), key: own.pki.file('bridge-client.key') };
    expect(livePair(own.place, towardsOne)).not.toBe(livePair(own.place));
    expect(livePair(own.place, towardsOne).current.ca).toBe(livePair(own.place).current.ca);
  });

  it.each([
    [
      'the key last',
      async () => [await own.putCertificate('bridge-client'), () => own.putKey('bridge-client')] as const,
    ],
    [
      'the key first',
      async () => [await own.putKey('bridge-client'), () => own.putCertificate('bridge-client')] as const,
    ],
  ])('is taken as a whole, %s', async (_, half) => {
    const live = livePair(own.place);
    let told = 0;
    live.whenChanged(() => told++);
    expect(live.look()).toBe('same');
    const [, rest] = await half();
    expect([live.look(), live.look()]).toEqual(['refused', 'refused']);
    expect(live.refused?.text).toContain('does not belong');
    expect([live.current.leaf.fingerprint256, told]).toEqual([fingerprintOf('server'), 0]);
    await rest();
    expect([live.look(), live.look(), told]).toEqual(['taken', 'same', 1]);
    expect(live.refused).toBeUndefined();
    expect(live.current.leaf.fingerprint256).toBe(fingerprintOf('bridge-client'));
  });

  it('is not taken for one that has ended, and authorities not for what is none', async () => {
    const live = livePair(own.place);
    await own.putCertificate('bad/expired');
    await own.putKey('bad/expired');
    expect(live.look()).toBe('refused');
    expect(live.refused?.text).toContain('ended');
    await own.putCertificate('server');
    await own.putKey('server');
    await writeFile(own.place.ca, '');
    expect(live.look()).toBe('refused');
    expect(live.current.ca).toContain('BEGIN CERTIFICATE');
  });

  it('is shown on new connections, with all else of the listener as it was, while open ones go on', async () => {
    const live = livePair(own.place);
    const server = createServer({ ...secure, ...live.current.shown, ...askForCertificate }, (incoming, response) =>
      response.end((incoming.socket as TLSSocket).getPeerX509Certificate()?.fingerprint256 ?? 'nobody'),
    );
    showTo(server, live, secure);
    const port = await listen(server);
    const identity = { ...live.current.shown, rejectUnauthorized: false };
    const shown: [string | undefined, string, string][] = [];
    const open = (): Promise<TLSSocket> =>
      new Promise((resolve, reject) => {
        const socket = connect({ port, host: '127.0.0.1', ...identity, ALPNProtocols: ['http/1.1'] }, () => {
          const { name } = socket.getCipher();
          shown.push([
            socket.getPeerX509Certificate()?.fingerprint256,
            `${socket.getProtocol()} ${name}`,
            String(socket.alpnProtocol),
          ]);
          resolve(socket);
        }).once('error', reject);
      });
    const ask = (socket: TLSSocket): Promise<string> =>
      new Promise((resolve) => {
        socket.once('data', (bytes) => resolve(bytes.toString()));
        socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
      });

    const before = await open();
    closing.push(() => before.destroy());
    expect(await ask(before)).toContain(fingerprintOf('server'));
    await own.putCertificate('council-norrbotten');
    await own.putKey('council-norrbotten');
    expect(live.look()).toBe('taken');
    const after = await open();
    closing.push(() => after.destroy());
    // The one from before is asked again, and the new one still shows who asks.
    for (const socket of [before, after]) expect(await ask(socket)).toContain(fingerprintOf('server'));
    const same = ['TLSv1.2 ECDHE-RSA-AES256-GCM-SHA384', 'http/1.1'];
    expect(shown).toEqual([
      [fingerprintOf('server'), ...same],
      [fingerprintOf('council-norrbotten'), ...same],
    ]);
  });

  it('is shown by who calls out: requests under way finish, idle connections are closed, new ones show it', async () => {
    const live = livePair(own.place);
    const { shown, ca } = live.current;
    const sockets = new Set<TLSSocket>();
    const held: (() => void)[] = [];
    const server = createServer({ ...shown, ca: ca ?? '', requestCert: true }, (incoming, response) => {
      const answer = () => response.end((incoming.socket as TLSSocket).getPeerX509Certificate()?.fingerprint256);
      if (incoming.url === '/slow') held.push(answer);
      else answer();
    });
    server.on('secureConnection', (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    const port = await listen(server);
    const out = liveDispatcher(live, () => {
      const { shown, ca = '' } = live.current;
      return new Agent({ connect: { ...shown, ca, servername: 'localhost' }, keepAliveTimeout: 60_000 });
    });
    closing.push(() => out.close());
    const ask = async (path: string) =>
      (await request(`https://127.0.0.1:${port}${path}`, { dispatcher: out.current })).body.text();

    const slow = ask('/slow');
    await expect.poll(() => held.length).toBe(1);
    expect(await ask('/')).toBe(fingerprintOf('server'));
    expect(sockets.size).toBe(2);
    await own.putCertificate('council-norrbotten');
    await own.putKey('council-norrbotten');
    live.look();
    await expect.poll(() => sockets.size).toBe(1);
    expect(await ask('/')).toBe(fingerprintOf('council-norrbotten'));
    for (const answer of held) answer();
    expect(await slow).toBe(fingerprintOf('server'));
    await expect.poll(() => sockets.size).toBe(1);
  });
});
