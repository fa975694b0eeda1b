import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { request } from 'undici';
import { createAccessLog, logSource, verifyLog } from '../../src/audit/index.ts';
import { withSourceUrls } from '../../src/config.ts';
import { councilsOptions, startCouncils } from '../../src/simulators/index.ts';
import { openStore } from '../../src/store/index.ts';
import { testPki } from './certs.ts';
import { startChild } from './child.ts';
import { temporaryDataDir } from './data-dir.ts';
import { logConfig } from './log-config.ts';
import { clientAgent, configOnFreePorts } from './running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from './soap-messages.ts';

/** A bridge in processes of its own, with the simulated councils in this one. */
interface KillableBridge {
  readonly dataDir: string;
  /** Starts its processes, and callers who ask it again and again until they are not answered. */
  startUnderLoad(): Promise<Load>;
  close(): Promise<void>;
}

interface Load {
  /** Correlation ids of the answers that have arrived whole. */
  readonly answered: readonly string[];
  /** Resolves when so many have; rejects when the callers have given up before. */
  arrived(count: number): Promise<void>;
  /** Resolves when no caller is answered any more. */
  readonly unanswered: Promise<void>;
  /** SIGKILL to all processes of the bridge at once; resolves when they and the callers have ended. */
  kill(): Promise<void>;
}

const CALLERS = 8;
const program = new URL('./programs/bridge.ts', import.meta.url);

/** With `BUS_URL` it serves and works in two processes, as in production. */
export async function killableBridge(environment: NodeJS.ProcessEnv = {}): Promise<KillableBridge> {
  const pki = await testPki();
  const data = await temporaryDataDir();
  const config = configOnFreePorts({ pki, dataDir: data.path, environment });
  const councils = await startCouncils(councilsOptions(config));
  const file = join(data.path, 'config.json');
  await writeFile(file, JSON.stringify(withSourceUrls(config, councils.urls)));
  return {
    dataDir: data.path,
    async startUnderLoad() {
      const children = (config.busUrl ? ['serve', 'work'] : ['both']).map((role) => startChild(program, file, role));
      await Promise.all(children.map((child) => child.printed(1)));
      const load = startLoad(`https://localhost:${children[0]?.lines[0]}${diagnosisPath}`, pki);
      return {
        ...load,
        async kill() {
          await Promise.all(children.map((child) => child.signal('SIGKILL')));
          await load.unanswered;
        },
      };
    },
    async close() {
      await councils.close();
      await data.remove();
    },
  };
}

function startLoad(url: string, pki: Parameters<typeof clientAgent>[0]): Omit<Load, 'kill'> {
  const dispatcher = clientAgent(pki, 'ehr-norrbotten');
  const answered: string[] = [];
  let waiting = { count: Number.POSITIVE_INFINITY, enough: (): void => undefined };

  /** The answer’s correlation id; undefined when the connection breaks or the bridge answers with a fault. */
  async function answer(): Promise<string | undefined> {
    try {
      const response = await request(url, { method: 'POST', headers: soapHeaders, body: soapRequest(), dispatcher });
      await response.body.text();
      return response.statusCode === 200 ? String(response.headers['x-skltp-correlation-id']) : undefined;
    } catch {
      return undefined;
    }
  }

  async function ask(): Promise<void> {
    for (let id = await answer(); id !== undefined; id = await answer()) {
      answered.push(id);
      if (answered.length >= waiting.count) waiting.enough();
    }
  }

  const unanswered = Promise.all(Array.from({ length: CALLERS }, ask)).then(() => dispatcher.destroy());
  return {
    answered,
    unanswered,
    arrived(count) {
      const enough = new Promise<void>((resolve) => {
        waiting = { count, enough: resolve };
        if (answered.length >= count) resolve();
      });
      const early = unanswered.then(() => {
        throw new Error(`The callers gave up after ${answered.length} of ${count} answers.`);
      });
      return Promise.race([enough, early]);
    },
  };
}

/** What is wrong with a log of which the bridge’s processes are gone: answers without an entry, and what verifying finds. */
export async function faultsOfLog(dataDir: string, databaseUrl: string | undefined, answered: readonly string[]) {
  const store = await openStore({ databaseUrl, dataDir });
  try {
    const log = await createAccessLog({ store, config: logConfig(dataDir) });
    const { rows } = await store.pool.query<{ id: string }>(
      "SELECT correlation_id AS id FROM bridge.audit_entry WHERE kind = 'access'",
    );
    const { fault } = await verifyLog(await logSource(log), { earlier: [], keys: log.keys });
    const { reasons } = await log.health();
    await log.close();
    const kept = new Set(rows.map(({ id }) => id));
    return { unlogged: answered.filter((id) => !kept.has(id)), fault, doubts: reasons };
  } finally {
    await store.close();
  }
}
