import { type Client, type Filter, NoSuchObjectError } from 'ldapts';
import { ldapServersOf } from '../config/directory.ts';
import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import { aUnit, withAnyHsaId } from './ldap-filter.ts';
import { createLdapServer, isOfQuestion, type LdapServer } from './ldap-server.ts';
import type { LdapSettings } from './ldap-settings.ts';
import type { Reach } from './source.ts';

/** Servers that hold the same: the first of them that is not away is asked. */
export interface LdapServers {
  /** Throws `DIRECTORY_UNAVAILABLE` with the reason of the first server as cause. */
  use<T>(ask: (server: LdapServer) => Promise<T>): Promise<T>;
  /** That this server holds what it must, asked before "not there" is believed. Throws why not. */
  verify(client: Client): Promise<void>;
  /** Some server answers, as far as is known. */
  reach(): Reach;
  close(): Promise<void>;
}

/**
 * @param known HSA-ids of which the directory must hold at least one. Without any it must hold some unit: a server that
 * was started over an empty database finds nothing, and says so as if nothing were there.
 */
export function createLdapServers(
  settings: LdapSettings,
  known: readonly string[],
  events: Events | undefined,
): LdapServers {
  const filter: Filter = known.length > 0 ? withAnyHsaId(known) : aUnit;
  const timeLimit = serverSeconds(settings);

  async function verify(client: Client): Promise<void> {
    const options = { scope: 'sub' as const, filter, sizeLimit: 1, timeLimit, attributes: ['1.1'] };
    const found = await client.search(settings.baseDn, options).catch(nothingThere);
    if (!found || found.searchEntries.length === 0) throw new Error('the directory is empty');
  }

  const servers = ldapServersOf(settings.url).map((url) => createLdapServer(url, { settings, verify, events }));

  return {
    verify,
    async use(ask) {
      let reason: unknown;
      for (const server of servers) {
        try {
          return await ask(server);
        } catch (cause) {
          reason ??= cause;
          if (isOfQuestion(cause)) break;
        }
      }
      throw new BridgeError('DIRECTORY_UNAVAILABLE', undefined, { cause: reason });
    },
    reach() {
      const away = servers.flatMap((server) => {
        const cause = server.away();
        return cause ? [`${server.url}: ${cause.message}.`] : [];
      });
      return { ok: away.length < servers.length, reasons: away };
    },
    async close() {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

/** The server is to give up before we do: then we know that it is the question that was too much, not the server. */
export function serverSeconds({ timeoutMs }: Pick<LdapSettings, 'timeoutMs'>): number {
  return Math.max(1, Math.ceil(timeoutMs / 1000) - 1);
}

/** The place in the tree does not exist. */
export function nothingThere(cause: unknown): undefined {
  if (!(cause instanceof NoSuchObjectError)) throw cause;
}
