import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';
import { type AuditFilter, type AuditHandlers, remoteAccessLog, type StoredEntry } from '../../src/audit/index.ts';
import { type Bridge, startBridge } from '../../src/bridge.ts';
import { type Config, withSourceUrls } from '../../src/config.ts';
import { type Councils, type CouncilsOptions, councilsOptions, startCouncils } from '../../src/simulators/index.ts';
import { connectAdmin } from '../../src/store/index.ts';
import { type TestPki, testPki } from './certs.ts';
import { demoConfig } from './config.ts';
import { temporaryDataDir } from './data-dir.ts';

export const addresses = {
  bridge: 'SE2321000230-DEMOBRIDGE',
  norrbotten: 'SE2321000230-DEMOVAS',
  vasterbotten: 'SE2321000222-DEMONCS',
  vasternorrland: 'SE2321000206-DEMOFHIR',
} as const;

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly bytes: Buffer;
}

export interface RunningBridge {
  readonly config: Config;
  readonly bridge: Bridge;
  readonly councils: Councils;
  readonly pki: TestPki;
  readonly url: string;
  readonly adminUrl: string;
  /** Calls with a client certificate of the test PKI, e.g. `ehr-norrbotten`; undefined = none. */
  call(
    who: string | undefined,
    path: string,
    options?: { method?: string; headers?: Record<string, string>; body?: string | Buffer },
  ): Promise<Answer>;
  /** The access log, newest first, as the command line reads it. */
  log(filter?: AuditFilter): Promise<readonly StoredEntry[]>;
  close(): Promise<void>;
}

interface Options {
  // biome-ignore lint/suspicious/noExplicitAny: tests bend the configuration in ways its type forbids.
  readonly change?: (config: any) => void;
  readonly environment?: NodeJS.ProcessEnv;
  readonly pki?: TestPki;
  /** What the simulated councils are told beside the configuration, e.g. which day it is. */
  readonly councils?: Partial<CouncilsOptions>;
}

/** A whole bridge with the three councils on free ports and a data folder of its own. */
export async function startRunningBridge({
  change,
  environment = {},
  pki: given,
  councils: told = {},
}: Options = {}): Promise<RunningBridge> {
  const pki = given ?? (await testPki());
  const data = await temporaryDataDir();
  const config = configOnFreePorts({ pki, dataDir: data.path, environment, change });
  const councils = await startCouncils({ ...councilsOptions(config), ...told });
  const parts = withSourceUrls(config, councils.urls);
  const started: Bridge[] = [];
  const close = async (): Promise<void> => {
    for (let bridge = started.pop(); bridge; bridge = started.pop()) await bridge.close();
    await councils.close();
    await data.remove();
  };
  try {
    // With servers the two roles run apart, as in production.
    if (config.busUrl) started.push(await startBridge(parts, { serve: false, work: true }));
    started.push(await startBridge(parts, { serve: true, work: config.busUrl === undefined }));
  } catch (error) {
    await close();
    throw error;
  }
  const bridge = started.at(-1) as Bridge;
  const url = `https://localhost:${bridge.ports.service}`;
  const calls = callsTo(url, pki);
  return {
    config,
    bridge,
    councils,
    pki,
    url,
    adminUrl: `http://127.0.0.1:${bridge.ports.admin}`,
    call: calls.call,
    log: async (filter = {}) => {
      const client = await connectAdmin<AuditHandlers>(data.path);
      if (!client) throw new Error('The bridge does not answer on its admin socket.');
      try {
        return (await remoteAccessLog(client).list(filter, { limit: 1_000 })).entries;
      } finally {
        client.close();
      }
    },
    close: async () => {
      await calls.close();
      await close();
    },
  };
}

/** The demo's configuration for a bridge with this data folder and these certificates. */
export function configOnFreePorts({
  pki,
  dataDir,
  environment,
  change,
}: {
  readonly pki: TestPki;
  readonly dataDir: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly change?: Options['change'] | undefined;
}): Config {
  const onFreePorts = {
    PORT: '0',
    PORTAL_PORT: '0',
    ADMIN_PORT: '0',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    ...environment,
  };
  return demoConfig((bendable) => {
    bendable.listen = { ...bendable.listen, port: 0, portalPort: 0, adminPort: 0 };
    trustPki(bendable, pki);
    // What one test breaks is not spared in the next; tests of the circuit breaker set it themselves.
    bendable.breaker = { failures: 1_000_000, restMs: 5_000 };
    bePatient(bendable);
    change?.(bendable);
  }, onFreePorts) as Config;
}

/**
 * Limits that only end what hangs, and do so before the test is over: on a busy machine parts of answers would be missing,
 * late or refused by those of the demo. Tests of a limit set it themselves.
 */
// biome-ignore lint/suspicious/noExplicitAny: see Options.
function bePatient(config: any): void {
  const patience = 25_000;
  config.overview = { ...config.overview, deadlineMs: patience, slowMs: patience };
  for (const asked of [...config.sources, config.directory, config.persons]) asked.timeoutMs = patience;
  config.engagements.lookupMs = patience;
  config.limits.eventLoopDelayMs = patience;
}

/** Calls with certificates of the test PKI, on connections that are kept. */
export function callsTo(url: string, pki: TestPki): Pick<RunningBridge, 'call' | 'close'> {
  const agents = new Map<string | undefined, Agent>();
  return {
    call: async (who, path, { method = 'POST', headers = {}, body = '' } = {}) => {
      const dispatcher = agents.get(who) ?? clientAgent(pki, who);
      agents.set(who, dispatcher);
      const sent = method === 'GET' ? {} : { body };
      const response = await request(`${url}${path}`, { method: method as 'POST', headers, dispatcher, ...sent });
      const bytes = Buffer.from(await response.body.arrayBuffer());
      return { status: response.statusCode, headers: response.headers, body: bytes.toString('utf8'), bytes };
    },
    close: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.close()));
    },
  };
}

export function clientAgent(pki: TestPki, who: string | undefined): Agent {
  const identity = who && { cert: readFileSync(pki.file(`${who}.crt`)), key: readFileSync(pki.file(`${who}.key`)) };
  return new Agent({
    connect: { ca: readFileSync(pki.file('ca.crt')), ...identity },
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
  });
}

/** Points every file of the demo configuration to the test PKI. */
// biome-ignore lint/suspicious/noExplicitAny: see Options.
export function trustPki(config: any, pki: TestPki): void {
  const moved = (file: string): string => file.replace('certs-dev/out', pki.dir);
  for (const group of [config.tls, config.outgoing])
    for (const key of ['certificate', 'key', 'ca']) if (group[key]) group[key] = moved(group[key]);
  config.trust.roots = moved(config.trust.roots);
  config.trust.revocationLists = config.trust.revocationLists.map(moved);
  for (const issuer of config.trust.issuers) issuer.file = moved(issuer.file);
}
