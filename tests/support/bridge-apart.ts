import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type BridgeProcess, bridgeProcess } from './bridge-process.ts';
import type { TestPki } from './certs.ts';
import { freePort } from './free-port.ts';
import { callsTo, type RunningBridge, trustPki } from './running-bridge.ts';

/** A bridge as it runs in production: two programs of its own over servers, with a configuration file. */
export interface BridgeApart extends Pick<RunningBridge, 'call' | 'pki' | 'url'> {
  readonly serve: BridgeProcess;
  readonly work: BridgeProcess;
  /** As a process that serves has them. */
  readonly bridge: { readonly ports: { readonly service: number; readonly portal: number; readonly admin: number } };
  /** Where metrics and health are, of both. */
  readonly adminUrls: readonly string[];
  /** With which a command line looks at the same installation. */
  readonly environment: Readonly<Record<string, string>>;
  /** Starts both; resolves when they are ready. */
  start(): Promise<void>;
  /** SIGTERM to both, and closes the callers' connections. */
  stop(): Promise<void>;
}

interface Options {
  readonly pki: TestPki;
  /** Configuration and data go there. */
  readonly folder: string;
  readonly servers: { readonly BUS_URL: string; readonly DATABASE_URL: string };
  /** Addresses of record systems and of systems that take referrals, by HSA-id. */
  readonly sources: Readonly<Record<string, string>>;
  readonly logLevel?: string;
  // biome-ignore lint/suspicious/noExplicitAny: the file as it is before it is read.
  readonly change?: (config: any) => void;
}

export async function bridgeApart({
  pki,
  folder,
  servers,
  sources,
  logLevel = 'warn',
  change,
}: Options): Promise<BridgeApart> {
  const [port, portalPort, adminPort, workAdminPort] = await Promise.all(Array.from({ length: 4 }, freePort));
  if (!port || !portalPort || !adminPort || !workAdminPort) throw new Error('No ports.');
  const config = parse(await readFile('config/demo.yaml', 'utf8'));
  config.listen = { host: '127.0.0.1', port, portalPort, adminPort, workAdminPort };
  trustPki(config, pki);
  for (const system of [...config.sources, ...config.referrals.systems]) system.url = sources[system.hsaId];
  change?.(config);
  const file = join(folder, 'config.json');
  await writeFile(file, JSON.stringify(config));
  const dataDir = join(folder, 'data');
  await mkdir(dataDir, { recursive: true });
  const environment = { CONFIG: file, DATA_DIR: dataDir, LOG_LEVEL: logLevel, ...servers };
  const serve = bridgeProcess('serve', 'serve', environment);
  const work = bridgeProcess('work', 'work', environment);
  const url = `https://localhost:${port}`;
  const calls = callsTo(url, pki);
  return {
    serve,
    work,
    pki,
    url,
    environment,
    bridge: { ports: { service: port, portal: portalPort, admin: adminPort } },
    adminUrls: [adminPort, workAdminPort].map((each) => `http://127.0.0.1:${each}`),
    call: calls.call,
    async start() {
      // One after the other: the first makes the keys.
      await serve.start();
      await work.start();
    },
    async stop() {
      await Promise.all([serve.stop(), work.stop()]);
      await calls.close();
    },
  };
}
