import {
  type AccessLogReader,
  type AuditHandlers,
  createAccessLog,
  createLogTools,
  type LogToolHandlers,
  type LogTools,
  remoteAccessLog,
  remoteLogTools,
} from '../audit/index.ts';
import type { Config } from '../config.ts';
import { createEvents } from '../events.ts';
import { createDirectory, successionsOf } from '../hsa/index.ts';
import { serviceSourceOf } from '../hsa-services/index.ts';
import { createPersonRegister } from '../persons/index.ts';
import { connectAdmin, hasEmbeddedStore, openStore } from '../store/index.ts';

/**
 * The log and what officers do with it. PostgreSQL is opened here; an embedded store is reached through the process that
 * has the data folder, and opened only when there is none. Undefined where there is no log yet. Throws the store's errors.
 */
export async function withLogTools<T>(
  config: Config,
  use: (tools: LogTools, log: AccessLogReader) => Promise<T>,
): Promise<T | undefined> {
  const { databaseUrl, dataDir } = config;
  if (databaseUrl === undefined) {
    if (!hasEmbeddedStore(dataDir)) return undefined;
    const client = await connectAdmin<AuditHandlers & LogToolHandlers>(dataDir);
    if (client) return use(remoteLogTools(client), remoteAccessLog(client)).finally(() => client.close());
  }
  const store = await openStore({ databaseUrl, dataDir });
  const releases = [() => store.close()];
  try {
    const log = await createAccessLog({ store, config });
    releases.push(() => log.close());
    const events = createEvents();
    const directory = await createDirectory(config.directory, events, {
      successions: successionsOf(config),
      services: serviceSourceOf(config),
    });
    releases.push(() => directory.close());
    const persons = createPersonRegister(config, events);
    releases.push(() => persons.close());
    return await use(createLogTools({ config, store, log, directory, persons }), log);
  } finally {
    for (const release of releases.reverse()) await release();
  }
}
