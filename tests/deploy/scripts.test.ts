import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadBusKey } from '../../src/bus/index.ts';
import { createEvents } from '../../src/events.ts';
import { createDirectory } from '../../src/hsa/index.ts';
import { hasSlapd } from '../support/slapd.ts';
import { copiedFiles, directoryImage } from './installation.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'norrbryggan-deploy-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const mode = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);

describe('make-secrets.sh', () => {
  const make = () =>
    execFileSync('sh', ['deploy/make-secrets.sh', join(folder, 'bus.key'), join(folder, 'password')], {
      encoding: 'utf8',
    });

  it('makes a bus key that the bridge takes and a password, readable to those who need them', async () => {
    make();
    const key = await loadBusKey({ busKeyFile: join(folder, 'bus.key'), dataDir: folder, allowGenerate: false });
    expect(key.sealing).toHaveLength(32);
    expect(await readFile(join(folder, 'password'), 'utf8')).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
    expect(await mode(join(folder, 'bus.key'))).toBe('400');
    expect(await mode(join(folder, 'password'))).toBe('444');
  });

  it('leaves alone what is there', async () => {
    await writeFile(join(folder, 'password'), 'chosen\n');
    make();
    const key = await readFile(join(folder, 'bus.key'), 'utf8');
    expect(make()).toBe('');
    expect(await readFile(join(folder, 'password'), 'utf8')).toBe('chosen\n');
    expect(await readFile(join(folder, 'bus.key'), 'utf8')).toBe(key);
  });
});

describe('with-database-password.sh', () => {
  const run = (...words: string[]) => promisify(execFile)('sh', ['deploy/with-database-password.sh', ...words]);

  it('becomes the command, with the password that PostgreSQL clients look for', async () => {
    await writeFile(join(folder, 'password'), 'öppna dig $HOME\n');
    const { stdout } = await run(
      join(folder, 'password'),
      'sh',
      '-c',
      'printf "%s|" "$PGPASSWORD" "$0" "$1"',
      'a b',
      'c',
    );
    expect(stdout).toBe('öppna dig $HOME|a b|c|');
  });

  it('ends with the command’s exit code, and starts nothing without a password', async () => {
    await writeFile(join(folder, 'password'), 'x\n');
    await expect(run(join(folder, 'password'), 'sh', '-c', 'exit 3')).rejects.toMatchObject({ code: 3 });
    await expect(run(join(folder, 'missing'), 'echo', 'started')).rejects.toMatchObject({ code: 1, stdout: '' });
  });
});

describe.skipIf(!hasSlapd())('openldap/start.sh', () => {
  it('serves the demo directory from the files that the image holds, to anyone, read-only', async () => {
    // As in the image: all in one folder.
    for (const file of copiedFiles(directoryImage)) await cp(file, join(folder, basename(file)));
    const url = `ldap://127.0.0.1:${await freePort()}`;
    const server = spawn('sh', ['start.sh', `${url}/`], { cwd: folder, env: { ...process.env, TMPDIR: folder } });
    const ended = once(server, 'exit');
    try {
      const directory = await createDirectory({ url, baseDn: 'c=SE', timeoutMs: 3_000 }, createEvents());
      const bridge = () => directory.object('SE2321000230-DEMOBRIDGE').catch(() => undefined);
      await expect.poll(bridge, { timeout: 20_000 }).toMatchObject({ value: { kind: 'function' } });
      await directory.close();
      const change = promisify(execFile)('ldapdelete', ['-x', '-H', url, 'c=SE']);
      await expect(change).rejects.toThrow(/modifications require authentication|Insufficient access/);
    } finally {
      server.kill('SIGTERM');
      await ended;
    }
  });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
