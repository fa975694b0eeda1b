import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as x509 from '../../src/siths/x509.ts';
import type { TestPki } from './certs.ts';
import { freePort } from './free-port.ts';

const programs = { nginx: '/usr/sbin/nginx', haproxy: '/usr/sbin/haproxy' } as const;
export type Product = keyof typeof programs;

/** Whether the real reverse proxies can run here. In continuous integration a missing one is a failure. */
export function hasProxies(): boolean {
  const missing = Object.values(programs).filter((program) => !existsSync(program));
  if (missing.length === 0) return true;
  if (process.env.CI === 'true') throw new Error(`missing: ${missing.join(', ')}`);
  process.stderr.write(`${missing.join(', ')} not installed: the tests behind real reverse proxies are skipped\n`);
  return false;
}

/** The key and the certificate by which a proxy is known; nobody has issued it but itself. */
export interface ProxyIdentity {
  readonly certificate: string;
  readonly key: string;
  /** As configured in `proxies[].keys`. */
  readonly pin: string;
}

export async function proxyIdentity(name: string): Promise<ProxyIdentity> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    keys: {
      privateKey: privateKey.toCryptoKey(algorithm, true, ['sign']),
      publicKey: publicKey.toCryptoKey(algorithm, true, ['verify']),
    },
  });
  const certificate = `${made.toString('pem')}\n`;
  const spki = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return {
    certificate,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    pin: createHash('sha256').update(spki).digest('base64'),
  };
}

export interface ReverseProxy {
  readonly url: string;
  stop(): Promise<void>;
}

interface Plan {
  readonly product: Product;
  readonly pki: TestPki;
  readonly identity: ProxyIdentity;
  /** Of the bridge behind it. */
  readonly port: number;
  /** The address that it calls the bridge from. */
  readonly from?: string;
  /** Bends the configuration that operators are given. */
  readonly change?: (config: string) => string;
}

/** The proxy of an operator's own (`deploy/proxy/`), on a free port of this machine. */
export async function startReverseProxy(plan: Plan): Promise<ReverseProxy> {
  const folder = await mkdtemp(join(tmpdir(), `norrbryggan-${plan.product}-`));
  const port = await freePort();
  const { pki, identity } = plan;
  const read = (name: string) => readFile(pki.file(name), 'utf8');
  const files = {
    'server.crt': await read('server.crt'),
    'server.key': await read('server.key'),
    'server.pem': (await read('server.crt')) + (await read('server.key')),
    'proxy.crt': identity.certificate,
    'proxy.key': identity.key,
    'proxy.pem': identity.certificate + identity.key,
    'bridge-ca.crt': await read('ca.crt'),
    'callers-ca.crt': await read('ca.crt'),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content, { mode: 0o600 });
  const config = join(folder, 'config');
  await writeFile(config, await configured({ ...plan, folder, listen: port }));
  const server = spawn(programs[plan.product], argumentsOf(plan.product, config, folder), {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: Buffer[] = [];
  server.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  await accepting(port, server, () => Buffer.concat(said).toString());
  return {
    url: `https://localhost:${port}`,
    async stop() {
      const exited = once(server, 'exit');
      server.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const argumentsOf = (product: Product, config: string, folder: string): string[] =>
  product === 'nginx' ? ['-c', config, '-p', folder, '-e', 'stderr', '-g', 'daemon off;'] : ['-f', config];

async function configured(plan: Plan & { readonly folder: string; readonly listen: number }): Promise<string> {
  const { product, folder, listen, port, from, change = (text: string) => text } = plan;
  const given = await readFile(`deploy/proxy/${product === 'nginx' ? 'nginx.conf' : 'haproxy.cfg'}`, 'utf8');
  const here = given
    .replace('0.0.0.0:443', `127.0.0.1:${listen}`)
    .replace('bridge.example:8443', `127.0.0.1:${port}`)
    .replaceAll('bridge.example', 'localhost')
    .replaceAll('/etc/norrbryggan', folder)
    .replace('/run/nginx.pid', `${folder}/nginx.pid`)
    .replace('/var/log/nginx/error.log', 'stderr')
    .replace('worker_processes auto;', 'worker_processes 1;');
  return change(product === 'nginx' ? nginxHere(here, folder, from) : haproxyHere(here, from));
}

/** Where a program that is not root may write. */
function nginxHere(text: string, folder: string, from: string | undefined): string {
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `  ${of}_temp_path ${folder}/${of};`);
  return text
    .replace('  access_log off;', `  access_log off;\n${paths.join('\n')}`)
    .replace('    location / {', `    location / {\n${from ? `      proxy_bind ${from};` : ''}`);
}

function haproxyHere(text: string, from: string | undefined): string {
  return from ? text.replace('backend bridge\n', `backend bridge\n  source ${from}\n`) : text;
}

/** Resolves when the port accepts a connection; neither product announces itself. */
async function accepting(port: number, server: ChildProcess, said: () => string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`The proxy ended with code ${server.exitCode}: ${said()}`);
    if (await connects(port)) return;
    await new Promise((wake) => setTimeout(wake, 25));
  }
  throw new Error(`The proxy did not start: ${said()}`);
}

function connects(port: number): Promise<boolean> {
  return new Promise((tell) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      tell(true);
    });
    socket.once('error', () => tell(false));
  });
}
