import { readFile } from 'node:fs/promises';
import { Client, NoSuchObjectError } from 'ldapts';
import type { DirectoryConfig } from '../config.ts';
import { BridgeError } from '../errors.ts';

export type LdapSettings = Pick<DirectoryConfig, 'url' | 'bindDn' | 'bindPasswordFile' | 'baseDn' | 'timeoutMs'>;

interface LdapConnection {
  /**
   * Gives the connected and bound client to `work`. Undefined when the named object does not exist; every other failure
   * is `DIRECTORY_UNAVAILABLE` with the server's reason as cause.
   */
  use<T>(work: (client: Client) => Promise<T>): Promise<T | undefined>;
  close(): Promise<void>;
}

/** One connection, opened on first use and again after it was lost; lookups at the same time share the attempt. */
export function createLdapConnection(settings: LdapSettings): LdapConnection {
  let current: Promise<Client> | undefined;

  async function open(): Promise<Client> {
    const attempt = current;
    const known = await attempt?.catch(() => undefined); // Whoever made the failed attempt has its error.
    if (known?.isConnected) return known;
    if (current === undefined || current === attempt) current = connect(settings);
    return current;
  }

  return {
    async use(work) {
      try {
        return await work(await open());
      } catch (cause) {
        if (cause instanceof NoSuchObjectError) return undefined;
        throw new BridgeError('DIRECTORY_UNAVAILABLE', undefined, { cause });
      }
    },
    async close() {
      const client = await current?.catch(() => undefined);
      if (client) await hangUp(client);
    },
  };
}

async function connect(settings: LdapSettings): Promise<Client> {
  const password = settings.bindPasswordFile ? (await readFile(settings.bindPasswordFile, 'utf8')).trim() : '';
  const client = new Client({ url: settings.url, timeout: settings.timeoutMs, connectTimeout: settings.timeoutMs });
  try {
    await client.bind(settings.bindDn ?? '', password);
    return client;
  } catch (cause) {
    await hangUp(client);
    throw cause;
  }
}

async function hangUp(client: Client): Promise<void> {
  if (client.isConnected) await client.unbind();
}
