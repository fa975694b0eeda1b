import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestPki, testPki } from '../support/certs.ts';
import { type Child, startProgram } from '../support/child.ts';

/** Debian: apt-get install softhsm2 libengine-pkcs11-openssl. Elsewhere PKCS11_ENGINE says where OpenSSL's engine is. */
const engine = process.env.PKCS11_ENGINE ?? '/usr/lib/x86_64-linux-gnu/engines-3/pkcs11.so';
const module = '/usr/lib/softhsm/libsofthsm2.so';

/** In continuous integration a missing one is a failure. */
function hasModule(): boolean {
  const missing = [engine, module].filter((file) => !existsSync(file));
  if (missing.length > 0 && process.env.CI === 'true') throw new Error(`missing: ${missing.join(', ')}`);
  return missing.length === 0;
}

describe.skipIf(!hasModule())('a key that stays in a security module', () => {
  let folder: string;
  let pki: TestPki;
  const started: Child[] = [];
  const at = (name: string) => join(folder, name);

  beforeAll(async () => {
    pki = await testPki();
    folder = await mkdtemp(join(tmpdir(), 'norrbryggan-hsm-'));
    await mkdir(at('tokens'));
    await writeFile(at('softhsm2.conf'), `directories.tokendir = ${at('tokens')}\n`);
    const lines = ['nodejs_conf = conf', '[conf]', 'engines = engines', '[engines]', 'pkcs11 = pkcs11', '[pkcs11]'];
    const settings = [
      'engine_id = pkcs11',
      `dynamic_path = ${engine}`,
      `MODULE_PATH = ${module}`,
      'PIN = 1234',
      'init = 0',
    ];
    await writeFile(at('openssl.cnf'), `${[...lines, ...settings].join('\n')}\n`);
    const softhsm = (...args: string[]) =>
      execFileSync('softhsm2-util', args, {
        env: { ...process.env, SOFTHSM2_CONF: at('softhsm2.conf') },
        stdio: 'pipe',
      });
    softhsm('--init-token', '--free', '--label', 'bridge', '--so-pin', '5678', '--pin', '1234');
    for (const [label, id] of [
      ['server', '01'],
      ['council-norrbotten', '02'],
    ] as const)
      softhsm('--import', pki.file(`${label}.key`), '--token', 'bridge', '--label', label, '--id', id, '--pin', '1234');
    await copyFile(pki.file('server.crt'), at('own.crt'));
  });
  afterAll(async () => {
    for (const child of started) await child.signal('SIGKILL');
    await rm(folder, { recursive: true });
  });

  function start(key: string): Child {
    const program = new URL('programs/door.ts', import.meta.url);
    const child = startProgram(program, [at('own.crt'), `pkcs11:token=bridge;object=${key};type=private`], {
      ...process.env,
      SOFTHSM2_CONF: at('softhsm2.conf'),
      OPENSSL_CONF: at('openssl.cnf'),
    });
    started.push(child);
    return child;
  }

  const shownBy = (port: number, ca: Buffer, maxVersion: 'TLSv1.2' | 'TLSv1.3') =>
    new Promise<string>((resolve, reject) => {
      const asked = request({ host: 'localhost', port, ca, maxVersion, agent: false }, (response) => {
        resolve((response.socket as TLSSocket).getPeerX509Certificate()?.subject ?? '');
        response.resume();
      });
      asked.once('error', reject).end();
    });

  it('serves TLS 1.2 and 1.3, and is refused to a certificate that it does not belong to', async () => {
    const door = start('server');
    const port = Number(await door.said(/^\d+$/));
    const ca = await readFile(pki.file('ca.crt'));
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const)
      expect(await shownBy(port, ca, version)).toContain('SE2321000230-DEMOBRIDGE');
    await copyFile(pki.file('council-norrbotten.crt'), at('own.crt'));
    await door.signal('SIGHUP');
    expect(await door.said(/^(taken|refused|same)$/)).toBe('refused');
    expect(await shownBy(port, ca, 'TLSv1.3')).toContain('SE2321000230-DEMOBRIDGE');
    const other = start('council-norrbotten');
    expect(await shownBy(Number(await other.said(/^\d+$/)), ca, 'TLSv1.3')).toContain('SE2321000230-DEMOVAS');
    await expect(start('absent').said(/^\d+$/)).rejects.toThrow('cannot be used');
  });
});
