import type { Client } from 'ldapts';
import type { LdapConnection } from './ldap-connection.ts';
import { createTurns, type Turns } from './turns.ts';

/** One connection of a server, opened on first use and again after it was lost. */
export interface LdapLine {
  /** At once, in no line. */
  use<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /** A few at a time: a server that works them off one by one still answers each in time. */
  readonly few: Turns;
  /** One at a time: servers keep a single paging position per connection. */
  readonly alone: Turns;
  /** The client, if there is one now. */
  open(): Promise<Client | undefined>;
  /** What is asked over it fails at once; the next use opens another. */
  giveUp(): void;
  close(): Promise<void>;
}

const atOnce = 4;
/** Of either sort. */
const waiting = 200;

export function createLdapLine(connect: () => Promise<LdapConnection>): LdapLine {
  let current: Promise<LdapConnection> | undefined;

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

  return {
    use: async (work) => work((await connected()).client),
    few: createTurns({ atOnce, waiting }),
    alone: createTurns({ atOnce: 1, waiting }),
    open: async () => (await opened())?.client,
    giveUp() {
      const given = current;
      current = undefined;
      given?.then((connection) => connection.giveUp()).catch(() => undefined); // Never came to be.
    },
    close: async () => (await opened())?.close(),
  };
}
