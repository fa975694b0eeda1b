import { BusyError, type Client, ResultCodeError, UnavailableError } from 'ldapts';
import { settlesWithin } from '../bus/settles-within.ts';
import type { Events } from '../events.ts';
import { openLdapConnection } from './ldap-connection.ts';
import { createLdapLine, type LdapLine } from './ldap-line.ts';
import type { LdapSettings } from './ldap-settings.ts';

/**
 * One LDAP server with its connections. One that does not answer is away: nobody waits for it again until it has shown
 * by itself that it answers. It is looked at every half minute while it answers, so that a connection that a firewall
 * has dropped is replaced before somebody needs it.
 */
export interface LdapServer {
  readonly url: string;
  /** Why it is away; undefined while it answers. */
  away(): Error | undefined;
  /** About one object: one answer, within the settings' time limit, connecting included. */
  ask<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /** What belongs to one object, page by page, within the same limit. */
  askPaged<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /** Long lists, on a connection of their own; the time limit is for each page. */
  list<T>(work: (client: Client) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface LdapServerParts {
  readonly settings: LdapSettings;
  /** That the server holds what it must. Throws why not. */
  readonly verify: (client: Client) => Promise<void>;
  readonly events: Events | undefined;
}

const lookupConnections = 2;
/** A list may take so many times the limit of one question. */
const listPatience = 10;
const checkEveryMs = 30_000;
/** An away server is tried again after so long, then twice as long, up to the second. */
const firstRetryMs = 250;
const lastRetryMs = 10_000;

export function createLdapServer(url: string, { settings, verify, events }: LdapServerParts): LdapServer {
  const connect = () => openLdapConnection(url, settings);
  const lookups = Array.from({ length: lookupConnections }, () => createLdapLine(connect));
  const lists = createLdapLine(connect);
  const lines = [...lookups, lists];
  let away: { readonly cause: Error; readonly since: number } | undefined;
  let retries = 0;
  let turn = 0;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function lose(cause: Error): void {
    for (const line of lines) line.giveUp();
    if (!away) {
      away = { cause, since: performance.now() };
      retries = 0;
      events?.emit('directory:server:lost', { server: url, text: cause.message });
    }
    checkLater();
  }

  /** With jitter: the processes of a cluster do not all come at once when a server starts again. */
  function checkLater(): void {
    if (isClosed) return;
    const delay = away ? Math.min(firstRetryMs * 2 ** retries++, lastRetryMs) : checkEveryMs;
    clearTimeout(timer);
    timer = setTimeout(() => void check(), delay * (0.5 + Math.random() / 2)).unref();
  }

  /** Away: whether it is back. Else: whether each connection that is open still works. */
  async function check(): Promise<void> {
    try {
      if (away) {
        await within(settings.timeoutMs, lists.use(verify));
        const milliseconds = Math.round(performance.now() - away.since);
        away = undefined;
        events?.emit('directory:server:back', { server: url, milliseconds });
      } else {
        const clients = await Promise.all(lines.map((line) => line.open()));
        await within(settings.timeoutMs, Promise.all(clients.map((client) => client && verify(client))));
      }
      checkLater();
    } catch (cause) {
      lose(cause as Error);
    }
  }

  async function guarded<T>(limitMs: number, work: () => Promise<T>): Promise<T> {
    if (away) throw away.cause;
    if (timer === undefined) checkLater();
    try {
      return await within(limitMs, work());
    } catch (cause) {
      if (!isOfQuestion(cause)) lose(cause as Error);
      throw cause;
    }
  }

  const next = (): LdapLine => lookups[turn++ % lookupConnections] as LdapLine;

  return {
    url,
    away: () => away?.cause,
    ask: (work) => guarded(settings.timeoutMs, () => next().use(work)),
    askPaged: (work) => guarded(settings.timeoutMs, () => next().useAlone(work)),
    list: (work) => guarded(settings.timeoutMs * listPatience, () => lists.useAlone(work)),
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await Promise.all(lines.map((line) => line.close()));
    },
  };
}

/** The server answered that it will not answer this one. Others it may. */
export function isOfQuestion(cause: unknown): boolean {
  const isBusy = cause instanceof BusyError || cause instanceof UnavailableError;
  return (cause instanceof ResultCodeError && !isBusy) || cause instanceof Referral;
}

/** An answer is complete or it is an error: nobody is sent elsewhere. */
export class Referral extends Error {
  constructor() {
    super('the directory answered with a referral');
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  if (!(await settlesWithin(work, milliseconds))) throw new Error(`no answer within ${milliseconds} ms`);
  return work;
}
