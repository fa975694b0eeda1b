import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createLdapSource } from '../../src/hsa/ldap-source.ts';
import { loadLdifDirectory } from '../../src/hsa/ldif-source.ts';
import type { DirectorySource } from '../../src/hsa/source.ts';
import { hasSlapd, type Slapd, startSlapd } from '../support/slapd.ts';
import { conformsAsSource, demoFile } from './source-conformance.ts';

const settings = { baseDn: 'c=SE', timeoutMs: 2_000 };
const unavailable = expect.objectContaining({ code: 'DIRECTORY_UNAVAILABLE' });

conformsAsSource('an LDIF file', () => loadLdifDirectory(demoFile));

describe.skipIf(!hasSlapd())('over slapd', () => {
  let server: Slapd;
  let folder: string;

  beforeAll(async () => {
    server = await startSlapd(demoFile);
    folder = await mkdtemp(join(tmpdir(), 'norrbryggan-bind-'));
  });
  afterAll(async () => {
    await server?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  conformsAsSource('LDAP', async () => createLdapSource({ ...settings, url: server.url }));

  it('binds with the password in a file, again after a lost connection, and is refused with a wrong one', async () => {
    const closed = await startSlapd(demoFile, { anonymous: false });
    onTestFinished(closed.remove);
    const bindPasswordFile = join(folder, 'password');
    const bound = { ...settings, url: closed.url, bindDn: closed.bindDn, bindPasswordFile };
    await writeFile(bindPasswordFile, `${closed.password}\n`);
    const source = createLdapSource(bound);
    expect(await source.byHsaId('SE2321000230-DEMOVG')).toHaveLength(1);
    await closed.stop();
    await closed.start();
    // Unbound it would find nothing, which is worse than an error.
    expect(await source.byHsaId('SE2321000230-DEMOVG')).toHaveLength(1);
    await source.close();
    await writeFile(bindPasswordFile, 'wrong');
    await expect(createLdapSource(bound).byHsaId('SE2321000230-DEMOVG')).rejects.toEqual(unavailable);
  });

  it('comes back after the server was away', async () => {
    const source = createLdapSource({ ...settings, url: server.url });
    expect(await source.byHsaId('SE2321000230-DEMOVG')).toHaveLength(1);
    await server.stop();
    await expect(source.byHsaId('SE2321000230-DEMOVG')).rejects.toEqual(unavailable);
    await server.start();
    const found = async () => (await source.byHsaId('SE2321000230-DEMOVG').catch(() => [])).length;
    await expect.poll(found, { timeout: 10_000 }).toBe(1);
    expect((await source.units(1_000)).items.length).toBeGreaterThan(50);
    await source.close();
  });

  it('refuses an answer that sends it elsewhere', async () => {
    const referral =
      'dn: cn=annan,c=SE\nobjectClass: referral\nobjectClass: extensibleObject\ncn: annan\nref: ldap://127.0.0.1:9/c=SE\n';
    const file = join(folder, 'referring.ldif');
    await writeFile(file, `${await readFile(demoFile, 'utf8')}\n${referral}`);
    const referring = await startSlapd(file);
    onTestFinished(referring.remove);
    const source = createLdapSource({ ...settings, url: referring.url });
    const refused = { code: 'DIRECTORY_UNAVAILABLE', cause: { message: expect.stringContaining('referral') } };
    await expect(source.units(1_000)).rejects.toMatchObject(refused);
    await expect(source.byHsaId('SE2321000230-DEMOVG')).rejects.toMatchObject(refused);
    await source.close();
  });

  it.each<[string, (source: DirectorySource) => Promise<unknown>]>([
    ['a long list is', (source) => source.units(1_000)],
    ['what is below a unit is', (source) => source.children('c=SE')],
  ])('answers about one object while %s waited for', async (_what, ask) => {
    // The first connection, which the list opens, is held; what comes after it is passed on.
    const held: Socket[] = [];
    const relay = createServer((socket) => {
      if (held.length === 0) held.push(socket);
      else socket.pipe(connect(Number(new URL(server.url).port), '127.0.0.1')).pipe(socket);
      socket.on('error', () => socket.destroy());
    }).listen(0, '127.0.0.1');
    await once(relay, 'listening');
    onTestFinished(() => void relay.close());
    const { port } = relay.address() as { port: number };
    const source = createLdapSource({ ...settings, timeoutMs: 10_000, url: `ldap://127.0.0.1:${port}` });
    const accepted = once(relay, 'connection');
    const list = ask(source).catch(() => 'held');
    await accepted;
    expect(await source.commissionsWithMember('SE2321000230-DEMOTOLV')).toHaveLength(13);
    expect(await source.byHsaId('SE2321000230-DEMOVG')).toHaveLength(1);
    for (const socket of held) socket.destroy();
    expect(await list).toBe('held');
    await source.close();
  });

  it('leaves no connection behind when closed', async () => {
    const source = createLdapSource({ ...settings, url: server.url });
    await Promise.all([source.units(10), source.byHsaId('SE2321000230-DEMOVG')]);
    await source.close();
    await source.close();
  });
});

describe('a directory that does not answer', () => {
  it('is unavailable when nobody listens', async () => {
    const source = createLdapSource({ ...settings, url: 'ldap://127.0.0.1:9' });
    await expect(source.byHsaId('SE2321000230-DEMOVG')).rejects.toEqual(unavailable);
    await source.close();
  });

  it('is unavailable within its time limit when someone listens and says nothing', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => silent.once('listening', listening));
    const { port } = silent.address() as { port: number };
    const source = createLdapSource({ ...settings, timeoutMs: 200, url: `ldap://127.0.0.1:${port}` });
    const started = performance.now();
    await expect(source.byHsaId('SE2321000230-DEMOVG')).rejects.toEqual(unavailable);
    expect(performance.now() - started).toBeLessThan(1_500);
    await source.close();
    silent.close();
  });

  it('is unavailable when its file is missing or malformed, naming place and reason', async () => {
    await expect(loadLdifDirectory('config/hsa/none.ldif')).rejects.toThrow(/none\.ldif cannot be read/);
    await expect(loadLdifDirectory('config/hsa/slapd.conf')).rejects.toThrow(
      /slapd\.conf, line \d+: expected attribute/,
    );
  });
});
