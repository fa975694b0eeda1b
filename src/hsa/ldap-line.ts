import type { Client } from 'ldapts';
import type { LdapConnection } from './ldap-connection.ts';

/** One connection of a server, opened on first use and again after it was lost. */
export interface LdapLine {
  use<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /** One at a time: servers keep a single paging position per connection. */
  useAlone<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /** The client, if there is one now. */
  open(): Promise<Client | undefined>;
  /** What is asked over it fails at once; the next use opens another. */
  giveUp(): void;
  close(): Promise<void>;
}

export function createLdapLine(connect: () => Promise<LdapConnection>): LdapLine {
  let current: Promise<LdapConnection> | undefined;
  let alone: Promise<unknown> = Promise.resolve();

  const opened = async (): Promise<LdapConnection | undefined> => {
    const connection = await current?.catch(() => undefined); // Whoever made the failed attempt has its error.
    return connection?.isOpen() ? connection : undefined;
  };

  /** Those who want it at the same time share the attempt. */
  async function connected(): Promise<LdapConnection> {
    const attempt = current;
    const known = await opened();
    if (known) return known;
    if (current === undefined || current === attempt) current = connect();
    return current;
  }

  const line: LdapLine = {
    use: async (work) => work((await connected()).client),
    useAlone(work) {
      const turn = alone.then(() => line.use(work));
      alone = turn.catch(() => undefined); // Its caller gets the failure; the next in line must not.
      return turn;
    },
    open: async () => (await opened())?.client,
    giveUp() {
      const given = current;
      current = undefined;
      given?.then((connection) => connection.giveUp()).catch(() => undefined); // Never came to be.
    },
    close: async () => (await opened())?.close(),
  };
  return line;
}
