import { join } from 'node:path';
import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import type { Store } from '../store/index.ts';
import { type AuditEntry, type StoredEntry, storable } from './entry.ts';
import { groupCommit } from './group-commit.ts';
import { type Journal, openJournal, readJournal } from './journal.ts';
import {
  type AuditFilter,
  type AuditList,
  type AuditPage,
  findEntry,
  insertEntries,
  listEntries,
  missingEntries,
} from './rows.ts';

/** The reading half; over the admin socket too. */
export interface AccessLogReader {
  list(filter: AuditFilter, page: AuditPage): Promise<AuditList>;
  /** By id or sequence number. */
  find(key: string): Promise<StoredEntry | undefined>;
}

export interface AccessLog extends AccessLogReader {
  /**
   * Resolves when the entries are durable: committed by PostgreSQL, or, embedded, on disk in the journal and in the
   * store. Only then may what they tell of happen. Entries of one call become durable together; calls at the same
   * time share one commit. Never call it inside a store transaction.
   * Throws `AUDIT_UNAVAILABLE` when that cannot be had; nothing may be released then.
   */
  append(entries: AuditEntry | readonly AuditEntry[]): Promise<void>;
  /** Waits for what is being written. The store stays open. */
  close(): Promise<void>;
}

const LIMITS = { group: 500, waiting: 10_000 } as const;

/**
 * The access log over an open store. Embedded it also keeps the journal `${dataDir}/audit.log`, and first puts back
 * what the store has lost of it. Throws `AUDIT_UNAVAILABLE` when that cannot be done.
 */
export async function createAccessLog(options: {
  readonly store: Store;
  readonly dataDir: string;
  readonly events?: Events | undefined;
}): Promise<AccessLog> {
  const { store, dataDir, events } = options;
  const unavailable = (thrown: unknown) => {
    events?.emit('audit:entry:failed', { text: describe(thrown) });
    return new BridgeError('AUDIT_UNAVAILABLE', undefined, { cause: thrown });
  };
  const journal = store.embedded
    ? await reconcile(store, join(dataDir, 'audit.log'), events).catch(rethrowAs(unavailable))
    : undefined;

  async function write(entries: readonly AuditEntry[]): Promise<void> {
    const started = performance.now();
    // The journal first: a row that no line stands behind could vanish after it was acted upon.
    await journal?.append(entries);
    await insertEntries(store.db, entries);
    events?.emit('audit:entry:written', { count: entries.length, milliseconds: performance.now() - started });
  }

  const commits = groupCommit<AuditEntry>(
    (entries) => write(entries).catch(rethrowAs(unavailable)),
    LIMITS,
    () => unavailable(new Error(`${LIMITS.waiting} entries are waiting already.`)),
  );

  return {
    append: (entries) => commits.append((Array.isArray(entries) ? entries : [entries]).map(storable)),
    list: (filter, page) => listEntries(store.db, filter, page),
    find: (key) => findEntry(store.db, key),
    async close() {
      await commits.idle();
      await journal?.close();
    },
  };
}

async function reconcile(store: Store, file: string, events: Events | undefined): Promise<Journal> {
  let restored = 0;
  const condition = await readJournal(file, async (entries) => {
    const missing = await missingEntries(store.db, entries);
    if (missing.length > 0) await insertEntries(store.db, missing);
    restored += missing.length;
  });
  const journal = await openJournal(file, condition.tornBytes);
  events?.emit('audit:journal:reconciled', { restored, ...condition });
  return journal;
}

function rethrowAs(wrap: (thrown: unknown) => Error): (thrown: unknown) => never {
  return (thrown) => {
    throw wrap(thrown);
  };
}

/** For the operational log, hence without the message of a database error: it may quote values of the row. */
function describe(thrown: unknown): string {
  if (thrown instanceof AggregateError) return thrown.errors.map(describe).join('; ');
  if (!(thrown instanceof Error)) return String(thrown);
  const code = 'code' in thrown ? String(thrown.code) : undefined;
  const fromDatabase = 'severity' in thrown;
  return fromDatabase ? `The database answered ${code}.` : thrown.message;
}
