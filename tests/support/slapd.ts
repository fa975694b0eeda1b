import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, connect as openSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A real OpenLDAP server of a test's own, in a temporary folder, with our schema. */
export interface Slapd {
  readonly url: string;
  readonly bindDn: string;
  readonly password: string;
  /** Starts it again on the same port, with the same data, after {@link stop}. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Stops it and removes its folder. */
  remove(): Promise<void>;
}

const slapd = '/usr/sbin/slapd';
const modules = '/usr/lib/ldap';
const password = 'directory-test';

/** Whether the server can run here. In continuous integration a missing one is a failure. */
export function hasSlapd(): boolean {
  if (existsSync(slapd) && existsSync(modules)) return true;
  if (process.env.CI === 'true') throw new Error('slapd is missing; install slapd and ldap-utils');
  process.stderr.write('slapd is not installed: the tests over a real LDAP server are skipped\n');
  return false;
}

/** Loads the LDIF file and starts the server on a free port. Unless `anonymous`, it shows nothing without a bind. */
export async function startSlapd(ldifFile: string, { anonymous = true } = {}): Promise<Slapd> {
  const folder = await mkdtemp(join(tmpdir(), 'norrbryggan-slapd-'));
  const config = join(folder, 'slapd.conf');
  const template = await readFile('config/hsa/slapd.conf', 'utf8');
  const settings = template
    .replace('include SCHEMA', `include ${resolve('config/hsa/norrbryggan-hsa.schema')}`)
    .replace('modulepath MODULES', `modulepath ${modules}`)
    .replace('rootpw PASSWORD', `rootpw ${password}`)
    .replace('by * read', anonymous ? 'by * read' : 'by users read by anonymous auth')
    // Small, so that every longer list proves the paging.
    .replaceAll(/=500\b/g, '=30')
    .replaceAll(/\bDATA\b(?=\/|$)/gm, folder);
  await writeFile(config, settings);
  execFileSync('/usr/sbin/slapadd', ['-f', config, '-l', ldifFile], { stdio: ['ignore', 'pipe', 'pipe'] });

  const port = await freePort();
  const url = `ldap://127.0.0.1:${port}`;
  let server: ChildProcess | undefined;

  async function stop(): Promise<void> {
    const running = server;
    server = undefined;
    if (!running || running.exitCode !== null) return;
    const exited = once(running, 'exit');
    running.kill('SIGTERM');
    await exited;
  }

  async function start(): Promise<void> {
    server = spawn(slapd, ['-f', config, '-h', `${url}/`, '-d', '0'], { stdio: 'ignore' });
    await accepting(port, server);
  }

  await start();
  return {
    url,
    bindDn: 'cn=bridge,c=SE',
    password,
    start,
    stop,
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Resolves when the port accepts a connection; the server announces nothing of itself. */
async function accepting(port: number, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`slapd ended with code ${server.exitCode}`);
    if (await connects(port)) return;
    await new Promise((wake) => setTimeout(wake, 25));
  }
  throw new Error('slapd did not start');
}

function connects(port: number): Promise<boolean> {
  return new Promise((tell) => {
    const socket = openSocket(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      tell(true);
    });
    socket.once('error', () => tell(false));
  });
}
