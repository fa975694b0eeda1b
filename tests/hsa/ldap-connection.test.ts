import { once } from 'node:events';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openLdapConnection } from '../../src/hsa/ldap-connection.ts';
import type { LdapSettings } from '../../src/hsa/ldap-settings.ts';
import { createLdapSource } from '../../src/hsa/ldap-source.ts';
import { type TestPki, testPki } from '../support/certs.ts';
import { hasSlapd, type Slapd, startSlapd } from '../support/slapd.ts';
import { demoFile } from './source-conformance.ts';

describe.skipIf(!hasSlapd())('a connection to an LDAP server', () => {
  let server: Slapd;
  let plain: Slapd;
  let pki: TestPki;
  let folder: string;
  const base = { baseDn: 'c=SE', timeoutMs: 2_000 };
  const within = (name: string) => join(folder, name);
  const own = () => ({ shown: { certificate: pki.file('bridge-client.crt'), key: pki.file('bridge-client.key') } });

  beforeAll(async () => {
    pki = await testPki();
    folder = await mkdtemp(join(tmpdir(), 'norrbryggan-ldap-'));
    const tls = { certificate: pki.file('server.crt'), key: pki.file('server.key'), ca: pki.file('ca.crt') };
    server = await startSlapd(demoFile, { anonymous: false, tls });
    plain = await startSlapd(demoFile);
    await writeFile(within('password'), `${server.password}\n`);
    await writeFile(within('nothing'), '\n');
  });
  afterAll(async () => {
    await server?.remove();
    await plain?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const asked = async (settings: LdapSettings) => {
    const source = createLdapSource(settings);
    onTestFinished(() => source.close());
    return (await source.byHsaId('SE2321000230-DEMOVG')).length;
  };
  const open = async (settings: LdapSettings) => {
    const connection = await openLdapConnection(settings.url, settings);
    onTestFinished(() => connection.giveUp());
    return connection;
  };
  const password = () => ({ bindDn: server.bindDn, bindPasswordFile: within('password') });

  it.each<[string, () => Partial<LdapSettings>]>([
    ['LDAPS and a password', () => ({ url: server.tlsUrl, ...password() })],
    ['StartTLS and a password', () => ({ url: server.url, startTls: true, ...password() })],
    ['LDAPS and who the certificate says', () => ({ url: server.tlsUrl, saslExternal: true, ...own() })],
    [
      'StartTLS and who the certificate says',
      () => ({ url: server.url, startTls: true, saslExternal: true, ...own() }),
    ],
  ])('is made with %s', async (_how, settings) => {
    expect(await asked({ ...base, url: '', ca: pki.file('ca.crt'), ...settings() })).toBe(1);
  });

  it.each<[string, () => LdapSettings, RegExp]>([
    [
      'the server’s certificate is of an unknown CA',
      () => ({ ...base, url: server.tlsUrl, ca: pki.file('bad/unknown-issuer.crt') }),
      /self-signed|unable to/,
    ],
    [
      'it is so with StartTLS',
      () => ({ ...base, url: server.url, startTls: true, ca: pki.file('bad/unknown-issuer.crt') }),
      /self-signed|unable to/,
    ],
    [
      'the certificate bears another host name',
      () => ({ ...base, url: server.tlsUrl.replace('127.0.0.1', '0.0.0.0'), ca: pki.file('ca.crt') }),
      /does not match certificate/,
    ],
    [
      'the server knows no StartTLS',
      () => ({ ...base, url: plain.url, startTls: true, ca: pki.file('ca.crt') }),
      /unsupported extended operation|TLS/i,
    ],
    [
      'nobody can be told from a certificate that was not shown',
      () => ({ ...base, url: server.tlsUrl, saslExternal: true, ca: pki.file('ca.crt') }),
      /./,
    ],
    [
      'the file of the password is empty',
      () => ({ ...base, url: plain.url, bindDn: plain.bindDn, bindPasswordFile: within('nothing') }),
      /holds no password/,
    ],
  ])('is not made when %s', async (_why, settings, reason) => {
    await expect(open(settings())).rejects.toThrow(reason);
  });

  it('takes a renewed certificate at the next connection', async () => {
    const files = { certificate: within('own.crt'), key: within('own.key') };
    const settings = { ...base, url: server.tlsUrl, ca: pki.file('ca.crt'), saslExternal: true, shown: files };
    await copyFile(pki.file('bad/unknown-issuer.crt'), files.certificate);
    await copyFile(pki.file('bad/unknown-issuer.key'), files.key);
    await expect(open(settings)).rejects.toThrow();
    await copyFile(pki.file('bridge-client.crt'), files.certificate);
    await copyFile(pki.file('bridge-client.key'), files.key);
    expect((await open(settings)).isOpen()).toBe(true);
  });

  it('stays lost when it is lost: nothing is asked in the clear, or as nobody', async () => {
    const connection = await open({ ...base, url: server.url, startTls: true, ca: pki.file('ca.crt'), ...password() });
    connection.giveUp();
    await expect(connection.client.search('c=SE', { scope: 'base' })).rejects.toThrow();
    await expect(connection.client.search('c=SE', { scope: 'base' })).rejects.toThrow('the connection was lost');
    expect(connection.isOpen()).toBe(false);
  });

  it('gives up within its limit when the handshake after StartTLS never comes', async () => {
    const sockets: Socket[] = [];
    const relay = createServer((socket) => {
      sockets.push(socket);
      const upstream = connect(Number(new URL(server.url).port), '127.0.0.1');
      upstream.pipe(socket);
      socket.once('data', (first) => upstream.write(first)); // The request for TLS; the handshake goes nowhere.
      for (const each of [socket, upstream]) each.on('error', () => socket.destroy());
      socket.on('close', () => upstream.destroy());
    }).listen(0, '127.0.0.1');
    await once(relay, 'listening');
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      relay.close();
    });
    const { port } = relay.address() as { port: number };
    const settings = { ...base, timeoutMs: 300, url: `ldap://127.0.0.1:${port}`, startTls: true };
    const started = performance.now();
    await expect(open({ ...settings, ca: pki.file('ca.crt') })).rejects.toThrow('no connection within 300 ms');
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});
