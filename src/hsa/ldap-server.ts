import { BusyError, type Client, ResultCodeError, UnavailableError } from 'ldapts';
import { settlesWithin } from '../bus/settles-within.ts';
import type { Events } from '../events.ts';
import { openLdapConnection } from './ldap-connection.ts';
import { createLdapLine, type LdapLine } from './ldap-line.ts';
import type { LdapSettings } from './ldap-settings.ts';
import type { Turns } from './turns.ts';

/**
 * One LDAP server with its connections. One that does not answer is away: nobody waits for it again until it has shown
 * by itself that it answers. It is looked at every half minute while it answers, so that a connection that a firewall
 * has dropped is replaced before somebody needs it.
 */
export interface LdapServer {
  readonly url: string;
  /** Why it is away; undefined while it answers. */
  away(): Error | undefined;
  /**
   * About one object: one answer, within the settings' time limit, connecting included. Of all three the time begins
   * when the turn comes; who may not even wait for it is told `Busy`.
   */
  ask<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /** What belongs to one object, page by page; the time limit is for the whole and for each page. */
  askPaged<T>(work: PagedWork<T>): Promise<T>;
  /** Long lists, on a connection of their own; the time limit is for each page. The server is not lost over them. */
  list<T>(work: PagedWork<T>): Promise<T>;
  close(): Promise<void>;
}

/** Calls `goOn` between pages, which throws when the time for the whole is over. */
export type PagedWork<T> = (client: Client, goOn: () => void) => Promise<T>;

export interface LdapServerParts {
  readonly settings: LdapSettings;
  /** That the server holds what it must. Throws why not. */
  readonly verify: (client: Client) => Promise<void>;
  readonly events: Events | undefined;
}

/** A list may take so many times the limit of one question. */
const listPatience = 10;
const checkEveryMs = 30_000;
/** An away server is tried again after so long, then twice as long, up to the second. */
const firstRetryMs = 250;
const lastRetryMs = 10_000;

export function createLdapServer(url: string, { settings, verify, events }: LdapServerParts): LdapServer {
  const { timeoutMs } = settings;
  const connect = () => openLdapConnection(url, settings);
  const first = createLdapLine(connect);
  const lookups = [first, createLdapLine(connect)];
  const lists = createLdapLine(connect);
  const lines = [...lookups, lists];
  let away: { readonly cause: Error; readonly since: number } | undefined;
  let retries = 0;
  let turn = 0;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  /** Once, however many found out at the same time. */
  function lose(cause: Error): void {
    if (away || isClosed) return;
    away = { cause, since: performance.now() };
    retries = 0;
    for (const line of lines) line.giveUp();
    events?.emit('directory:server:lost', { server: url, text: cause.message });
    checkLater();
  }

  /** With jitter: the processes of a cluster do not all come at once when a server starts again. */
  function checkLater(): void {
    if (isClosed) return;
    const delay = away ? Math.min(firstRetryMs * 2 ** retries++, lastRetryMs) : checkEveryMs;
    clearTimeout(timer);
    timer = setTimeout(() => void (away ? comeBack(away.since) : check()), delay * (0.5 + Math.random() / 2)).unref();
  }

  async function comeBack(since: number): Promise<void> {
    try {
      await within(timeoutMs, first.use(verify));
      away = undefined;
      events?.emit('directory:server:back', { server: url, milliseconds: Math.round(performance.now() - since) });
    } catch {
      first.giveUp(); // Why it is away has been told.
    }
    checkLater();
  }

  /** Whether each connection that is open still works. */
  async function check(): Promise<void> {
    const works = async (line: LdapLine) => {
      const client = await line.open();
      if (client) await within(timeoutMs, verify(client));
    };
    try {
      await Promise.all([within(timeoutMs, first.use(verify)), ...lookups.map(works)]);
      await works(lists).catch(() => lists.giveUp());
      if (!away) checkLater();
    } catch (cause) {
      lose(cause as Error);
    }
  }

  /** A list may be too much for a server that answers everything else: that is asked for before it is believed. */
  function doubt(): void {
    lists.giveUp();
    void check();
  }

  async function inTurn<T>(turns: Turns, work: () => Promise<T>, failed: (cause: Error) => void): Promise<T> {
    const atHand = () => {
      if (away) throw away.cause;
      if (isClosed) throw new Error('the connections are closed');
    };
    atHand();
    if (timer === undefined) checkLater();
    return turns(async () => {
      atHand();
      try {
        return await work();
      } catch (cause) {
        if (!isOfQuestion(cause)) failed(cause as Error);
        throw cause;
      }
    });
  }

  const next = (): LdapLine => lookups[turn++ % lookups.length] as LdapLine;

  function paged<T>(line: LdapLine, limitMs: number, work: PagedWork<T>): () => Promise<T> {
    return () => {
      const end = performance.now() + limitMs;
      const goOn = () => {
        if (performance.now() > end) throw new TooLong(limitMs);
      };
      return line.use((client) => work(client, goOn));
    };
  }

  return {
    url,
    away: () => away?.cause,
    ask(work) {
      const line = next();
      return inTurn(line.few, () => within(timeoutMs, line.use(work)), lose);
    },
    askPaged(work) {
      const line = next();
      return inTurn(line.alone, paged(line, timeoutMs, work), lose);
    },
    list: (work) => inTurn(lists.alone, paged(lists, timeoutMs * listPatience, work), doubt),
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await Promise.all(lines.map((line) => line.close()));
    },
  };
}

/** The server will not answer this one, or answers it at too great length. Others it may. */
export function isOfQuestion(cause: unknown): boolean {
  const isBusy = cause instanceof BusyError || cause instanceof UnavailableError;
  return (cause instanceof ResultCodeError && !isBusy) || cause instanceof Referral || cause instanceof TooLong;
}

/** An answer is complete or it is an error: nobody is sent elsewhere. */
export class Referral extends Error {
  constructor() {
    super('the directory answered with a referral');
  }
}

class TooLong extends Error {
  constructor(milliseconds: number) {
    super(`more than can be read within ${milliseconds} ms`);
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  if (!(await settlesWithin(work, milliseconds))) throw new Error(`no answer within ${milliseconds} ms`);
  return work;
}
