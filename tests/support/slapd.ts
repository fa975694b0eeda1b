import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, connect as openSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';

/** A real OpenLDAP server of a test's own, in a temporary folder, with our schema. */
export interface Slapd {
  readonly url: string;
  /** The same over TLS; only of one that was given a certificate. */
  readonly tlsUrl: string;
  readonly bindDn: string;
  readonly password: string;
  /** Starts it again on the same port, with the same data, after {@link stop}. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** SIGKILL: it says goodbye to nobody. */
  kill(): Promise<void>;
  /** SIGSTOP, and waits until each of its threads has stopped: it takes connections and says nothing, until {@link wake}. */
  hang(): Promise<void>;
  wake(): void;
  /** Other data from the next start on; nothing at all without a file. Only while it is stopped. */
  refill(ldifFile?: string): Promise<void>;
  /** Change records (RFC 2849), as the directory's administrator makes them while it runs. */
  change(records: string): void;
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

interface SlapdOptions {
  /** Else it shows nothing without a bind. */
  readonly anonymous?: boolean;
  /** PEM files; the client's certificate is taken when it is shown, and must be of this CA then. */
  readonly tls?: { readonly certificate: string; readonly key: string; readonly ca: string };
}

/** Loads the LDIF file and starts the server on a free port. */
export async function startSlapd(ldifFile: string, { anonymous = true, tls }: SlapdOptions = {}): Promise<Slapd> {
  const folder = await mkdtemp(join(tmpdir(), 'norrbryggan-slapd-'));
  const config = join(folder, 'slapd.conf');
  const data = join(folder, 'data');
  const template = await readFile('config/hsa/slapd.conf', 'utf8');
  const settings = template
    .replace('include SCHEMA', `include ${resolve('config/hsa/norrbryggan-hsa.schema')}`)
    .replace('modulepath MODULES', `modulepath ${modules}`)
    .replace('rootpw PASSWORD', `rootpw ${password}`)
    .replace('by * read', anonymous ? 'by * read' : 'by users read by anonymous auth')
    // Small, so that every longer list proves the paging.
    .replaceAll(/=500\b/g, '=30')
    .replaceAll(/\bDATA\b(?=\/|$)/gm, data);
  await mkdir(data);
  await writeFile(
    config,
    settings.replace(/^include .*$/m, (schema) => (tls ? `${schema}\n${tlsSettings(tls)}` : schema)),
  );
  const load = (file: string) =>
    execFileSync('/usr/sbin/slapadd', ['-f', config, '-l', file], { stdio: ['ignore', 'pipe', 'pipe'] });
  load(ldifFile);

  const port = await freePort();
  const url = `ldap://127.0.0.1:${port}`;
  const tlsUrl = `ldaps://127.0.0.1:${await freePort()}`;
  const listen = tls ? `${url}/ ${tlsUrl}/` : `${url}/`;
  let server: ChildProcess | undefined;

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const running = server;
    server = undefined;
    if (!running || running.exitCode !== null) return;
    const exited = once(running, 'exit');
    running.kill(signal);
    running.kill('SIGCONT'); // A hung one would hear of it only then.
    await exited;
  }
  const stop = () => end('SIGTERM');

  async function start(): Promise<void> {
    server = spawn(slapd, ['-f', config, '-h', listen, '-d', '0'], { stdio: 'ignore' });
    await accepting(port, server);
  }

  await start();
  return {
    url,
    tlsUrl,
    bindDn: 'cn=bridge,c=SE',
    password,
    start,
    stop,
    kill: () => end('SIGKILL'),
    async hang() {
      server?.kill('SIGSTOP');
      while (server && !hasStopped(server)) await setImmediate();
    },
    wake: () => void server?.kill('SIGCONT'),
    async refill(file) {
      await rm(data, { recursive: true });
      await mkdir(data);
      if (file !== undefined) load(file);
    },
    change(records) {
      const as = ['-x', '-H', url, '-D', 'cn=bridge,c=SE', '-w', password];
      execFileSync('/usr/bin/ldapmodify', as, { input: records, stdio: ['pipe', 'ignore', 'pipe'] });
    },
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function tlsSettings({ certificate, key, ca }: NonNullable<SlapdOptions['tls']>): string {
  // Without the attribute a function certificate's subject is no name to this server.
  return `attributetype ( 2.5.4.5 NAME 'serialNumber' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.44 )
TLSCertificateFile ${certificate}
TLSCertificateKeyFile ${key}
TLSCACertificateFile ${ca}
TLSVerifyClient try
`;
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

/** Threads stop one after the other, and the last of them may still answer; where there is no /proc, nobody can tell. */
function hasStopped({ pid }: ChildProcess): boolean {
  const threads = `/proc/${pid}/task`;
  const isStopped = (thread: string) => /\) T /.test(readFileSync(`${threads}/${thread}/stat`, 'utf8'));
  return !existsSync(threads) || readdirSync(threads).every(isStopped);
}
