import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Agent, request } from 'undici';
import { makeKeyFile } from '../../src/audit/heads/key-file.ts';
import { withSourceUrls } from '../../src/config.ts';
import { type Councils, councilsOptions, startCouncils } from '../../src/simulators/index.ts';
import { testPki } from './certs.ts';
import { startChild } from './child.ts';
import { clientAgent, configOnFreePorts } from './running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from './soap-messages.ts';

/** Processes that share one Redis and one PostgreSQL, as in production, with the simulated councils in this one. */
export interface Installation {
  readonly councils: Councils;
  start(role: 'serve' | 'work'): Promise<InstallationProcess>;
  /** Callers who ask again and again, each now this serving process and now that. */
  load(callers: number): CallersLoad;
  close(): Promise<void>;
}

export interface InstallationProcess {
  readonly admin: string;
  kill(): Promise<void>;
  /** SIGTERM; resolves when it has ended. Callers go on knowing its address. */
  stop(): Promise<void>;
}

/** What became of one call; `broken`: the connection broke, so that the caller was not answered. */
export interface Call {
  readonly correlationId: string;
  readonly outcome: 'whole' | 'partial' | 'fault' | 'broken';
  readonly milliseconds: number;
}

export interface CallersLoad {
  /** In the order in which they ended. */
  readonly calls: readonly Call[];
  /** Resolves when so many more have ended. */
  more(count: number): Promise<readonly Call[]>;
  stop(): Promise<void>;
}

const program = new URL('./programs/installation-process.ts', import.meta.url);
type Result = Pick<Call, 'correlationId' | 'outcome'>;

export async function startInstallation(busUrl: string, databaseUrl: string): Promise<Installation> {
  const pki = await testPki();
  const folder = await mkdtemp(join(tmpdir(), 'norrbryggan-installation-'));
  const environment = {
    BUS_URL: busUrl,
    DATABASE_URL: databaseUrl,
    BUS_KEY_FILE: join(folder, 'bus.key'),
    LOG_KEY_FILE: join(folder, 'log.key'),
  };
  await writeFile(environment.BUS_KEY_FILE, randomBytes(32).toString('base64'), { mode: 0o600 });
  await makeKeyFile(environment.LOG_KEY_FILE);
  const config = configOnFreePorts({
    pki,
    dataDir: folder,
    environment,
    change: (bendable) => {
      bendable.drain = { noticeMs: 5_000, finishMs: 30_000 };
    },
  });
  const councils = await startCouncils(councilsOptions(config));
  const started: ReturnType<typeof startChild>[] = [];
  const services: string[] = [];
  let loading: CallersLoad | undefined;

  async function start(role: 'serve' | 'work'): Promise<InstallationProcess> {
    const dataDir = join(folder, `${started.length}`);
    const file = `${dataDir}.json`;
    await writeFile(file, JSON.stringify({ ...withSourceUrls(config, councils.urls), dataDir }));
    const child = startChild(program, file, role);
    started.push(child);
    await child.printed(1);
    const ports = JSON.parse(child.lines[0] ?? '') as { admin: number; service?: number };
    const service = ports.service === undefined ? undefined : `https://localhost:${ports.service}`;
    if (service) services.push(service);
    return {
      admin: `http://127.0.0.1:${ports.admin}`,
      kill: () => child.signal('SIGKILL'),
      stop: () => child.signal('SIGTERM'),
    };
  }

  return {
    councils,
    start,
    load(callers) {
      loading = startLoad(callers, () => services, clientAgent(pki, 'ehr-norrbotten'));
      return loading;
    },
    async close() {
      await loading?.stop();
      await Promise.all(started.map((child) => child.signal('SIGKILL')));
      await councils.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function startLoad(callers: number, services: () => readonly string[], dispatcher: Agent): CallersLoad {
  const calls: Call[] = [];
  const ended = new EventEmitter();
  let stopping = false;
  let turn = 0;

  async function ask(caller: number): Promise<void> {
    const headers = { ...soapHeaders, 'x-rivta-original-serviceconsumer-hsaid': `SE2321000230-CALLER${caller}` };
    while (!stopping) {
      const urls = services();
      const url = `${urls[turn++ % urls.length]}${diagnosisPath}`;
      const startedAt = performance.now();
      const result = await callOnce(url, headers, dispatcher);
      // Whoever is refused a connection asks the next, and only then.
      if (result === undefined) continue;
      calls.push({ ...result, milliseconds: performance.now() - startedAt });
      ended.emit('call');
    }
  }

  const all = Promise.all(Array.from({ length: callers }, (_, caller) => ask(caller)));
  return {
    calls,
    async more(count) {
      const from = calls.length;
      while (calls.length < from + count) await once(ended, 'call');
      return calls.slice(from);
    },
    async stop() {
      stopping = true;
      await all;
      await dispatcher.destroy();
    },
  };
}

/** Undefined where the connection was refused. */
async function callOnce(url: string, headers: Record<string, string>, dispatcher: Agent): Promise<Result | undefined> {
  try {
    const answer = await request(url, { method: 'POST', headers, body: soapRequest(), dispatcher });
    const body = await answer.body.text();
    const correlationId = String(answer.headers['x-skltp-correlation-id']);
    if (answer.statusCode !== 200) return { correlationId, outcome: 'fault' };
    return { correlationId, outcome: body.includes('NoDataSynchFailed') ? 'partial' : 'whole' };
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ECONNREFUSED') return undefined;
    return { correlationId: '', outcome: 'broken' };
  }
}
