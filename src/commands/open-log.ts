import {
  type AccessLogReader,
  type AuditHandlers,
  createAccessLog,
  type LogConfig,
  readAccessLog,
  remoteAccessLog,
} from '../audit/index.ts';
import type { Config } from '../config.ts';
import { connectAdmin, hasEmbeddedStore, openStore, withSnapshot } from '../store/index.ts';

/**
 * The log to read: a PostgreSQL server's as it is now, without the key that writing would need; else that of the process that has
 * the data folder, or of the folder itself when none has. Undefined when there is no log yet.
 */
export async function withLogToRead<T>(
  config: LogConfig & Pick<Config, 'databaseUrl'>,
  use: (log: AccessLogReader) => Promise<T>,
): Promise<T | undefined> {
  const { databaseUrl, dataDir } = config;
  if (databaseUrl === undefined) {
    if (!hasEmbeddedStore(dataDir)) return undefined;
    const client = await connectAdmin<AuditHandlers>(dataDir);
    if (client) return use(remoteAccessLog(client)).finally(() => client.close());
  }
  const store = await openStore({ databaseUrl, dataDir });
  try {
    if (!store.embedded) return await withSnapshot(store, (view) => use(readAccessLog(view)));
    const log = await createAccessLog({ store, config });
    return await use(log).finally(() => log.close());
  } finally {
    await store.close();
  }
}
