import { AndFilter, type Client, type Filter, GreaterThanEqualsFilter, NoSuchObjectError } from 'ldapts';
import { ldapServersOf } from '../../../config/directory.ts';
import { BridgeError } from '../../../errors.ts';
import { type Entry, textOf } from '../../entry.ts';
import { type LdapConnection, openLdapConnection } from '../../ldap-connection.ts';
import { anObject } from '../../ldap-filter.ts';
import type { LdapSettings } from '../../ldap-settings.ts';
import { entriesOf } from '../../ldap-source.ts';
import { attributes } from '../../mapping.ts';
import type { Reader } from '../reader.ts';
import { takeEntries } from './ldif.ts';

const pageSize = 500;
const modified = 'modifyTimestamp';
/** Servers that share a directory tell each other of changes with a delay, and their clocks differ. */
const overlapMs = 10 * 60_000;

/** An LDAP server, page by page over a connection of its own; afterwards what it says has been modified since. */
export function ldapReader(settings: LdapSettings, now: () => number): Reader {
  const wanted = [...Object.values(attributes).flat(), modified];

  /** Gives the newest modification among the entries. */
  async function readAll(filter: Filter, names: string[], take: (entries: Entry[]) => Promise<void>) {
    let newest = '';
    const options = { scope: 'sub', filter, attributes: names, paged: { pageSize } } as const;
    await connected(async (client) => {
      for await (const page of client.searchPaginated(settings.baseDn, options)) {
        const entries = entriesOf(page);
        for (const entry of entries) newest = later(newest, textOf(entry, [modified]) ?? '');
        await take(entries);
      }
    });
    return newest;
  }

  /** On a connection of its own to the first server that answers; one that breaks off has given only a part. */
  async function connected(work: (client: Client) => Promise<void>): Promise<void> {
    const connection = await opened(settings);
    try {
      await work(connection.client);
    } catch (cause) {
      // What the copy's own store says is not the server's failure.
      if (cause instanceof BridgeError) throw cause;
      throw new BridgeError('DIRECTORY_UNAVAILABLE', `${settings.url} could not be read to its end.`, { cause });
    } finally {
      connection.giveUp();
    }
  }

  return {
    origin: settings.url,
    covers: 'everything',
    async all(take) {
      const began = now();
      return cursorFrom(await readAll(anObject, wanted, (entries) => takeEntries(entries, take)), began);
    },
    changes: {
      async since(cursor, take) {
        const began = now();
        const filter = new AndFilter({
          filters: [anObject, new GreaterThanEqualsFilter({ attribute: modified, value: cursor })],
        });
        const newest = await readAll(filter, wanted, (entries) => takeEntries(entries, take));
        return later(cursor, cursorFrom(newest, began) ?? cursor);
      },
      async names(take) {
        await readAll(anObject, ['1.1'], (entries) => take(entries.map(({ dn }) => dn)));
      },
      entries: (dns, take) =>
        connected(async (client) => {
          for (const dn of dns) {
            const options = { scope: 'base', filter: anObject, attributes: wanted } as const;
            const found = await client.search(dn, options).catch((thrown: unknown) => {
              if (thrown instanceof NoSuchObjectError) return undefined;
              throw thrown;
            });
            if (found) await takeEntries(entriesOf(found), take);
          }
        }),
    },
  };
}

async function opened(settings: LdapSettings): Promise<LdapConnection> {
  let reason: unknown;
  for (const url of ldapServersOf(settings.url)) {
    try {
      return await openLdapConnection(url, settings);
    } catch (cause) {
      reason ??= cause;
    }
  }
  throw new BridgeError('DIRECTORY_UNAVAILABLE', undefined, { cause: reason });
}

/** From where to read on. What is modified while the server is being read may be younger than what was read last. */
function cursorFrom(newest: string, began: number): string | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:[.,]\d+)?Z$/.exec(newest);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const instant = Math.min(Date.UTC(year, month - 1, day, hour, minute, second), began) - overlapMs;
  return `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-T:]/g, '')}Z`;
}

/** Both in generalized time. */
function later(one: string, other: string): string {
  return one > other ? one : other;
}
