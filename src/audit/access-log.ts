import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import type { WatchedFile } from '../keys/watch.ts';
import type { Store, StoreView } from '../store/index.ts';
import { span } from '../tracing/span.ts';
import { actEntry } from './act-entry.ts';
import { embeddedWriter } from './embedded-writer.ts';
import { type AuditEntry, type StoredEntry, storable } from './entry.ts';
import type { Places } from './erase.ts';
import { groupCommit } from './group-commit.ts';
import { createHeadSigner } from './head-signer.ts';
import type { SignedHead, SigningKey, VerifierKey } from './heads/index.ts';
import { type LogHealth, standbyHealth } from './health.ts';
import { registerKey } from './key-register.ts';
import { type LogConfig, openLogKeys } from './log-keys.ts';
import { type AuditFilter, type AuditList, type AuditPage, findEntry, listEntries } from './rows.ts';
import { serverWriter } from './server-writer.ts';
import { type LogContent, storedContent } from './stored-leaves.ts';
import { type LogProofs, type PublicProofs, storedProofs } from './stored-proofs.ts';
import { readTree } from './tree-rows.ts';

/** The reading half; over the admin socket too. */
export interface AccessLogReader extends LogProofs, LogContent {
  list(filter: AuditFilter, page: AuditPage): Promise<AuditList>;
  /** By id or sequence number. */
  find(key: string): Promise<StoredEntry | undefined>;
}

export interface AccessLog extends AccessLogReader, PublicProofs {
  /**
   * Resolves when the entries are durable: committed by PostgreSQL, or, embedded, on disk in the journal and in the
   * store. Only then may what they tell of happen. Entries of one call become durable together; calls at the same
   * time share one commit, and closings wait a moment for it. Never call it inside a store transaction.
   * Throws `AUDIT_UNAVAILABLE` when that cannot be had; nothing may be released then.
   */
  append(entries: AuditEntry | readonly AuditEntry[]): Promise<void>;
  /** Whose signatures heads may bear: the newest key first, then those before it. Grows when the key is changed. */
  readonly keys: readonly [VerifierKey, ...VerifierKey[]];
  /** What signs heads now. */
  signingKey(): SigningKey;
  /**
   * Erases the content of entries, with their salts, in store and journal. Their hashes stay, so that the log can be
   * verified; whoever disposes of them puts that on the log first.
   */
  erase(places: Places): Promise<void>;
  /** Whether entries last as the configuration demands. Throws when the store does not answer. */
  health(): Promise<LogHealth>;
  /** What is not durable yet, and how long the oldest of it has waited. */
  backlog(): { readonly items: number; readonly oldestMilliseconds: number };
  /** Waits for what is being written. The store stays open. */
  close(): Promise<void>;
}

/** A head that is asked for later than this after it was signed is signed anew, so that its reader knows the log alive. */
const HEAD_AGE_MS = 5_000;
const LIMITS = { group: 500, waiting: 10_000 } as const;

/**
 * The access log over an open store. Embedded it also keeps the journal `${dataDir}/audit.log`, and first puts back
 * what the store has lost of it. Throws `AUDIT_UNAVAILABLE` when that cannot be done, `CONFIG_INVALID` about the key.
 */
export async function createAccessLog(options: {
  readonly store: Store;
  readonly config: LogConfig;
  readonly events?: Events | undefined;
  /** Looks after the file of the key that signs. */
  readonly watch?: (file: WatchedFile) => void;
}): Promise<AccessLog> {
  const { store, config, events, watch } = options;
  const unavailable = (thrown: unknown) => {
    events?.emit('audit:entry:failed', { text: describe(thrown) });
    return new BridgeError('AUDIT_UNAVAILABLE', undefined, { cause: thrown });
  };
  const keys = await openLogKeys(config);
  const open = store.embedded ? embeddedWriter : serverWriter;
  const parts = { store, head: createHeadSigner(keys), dataDir: config.dataDir, events };
  const writer = await open(parts).catch(rethrowAs((thrown) => (isAboutKey(thrown) ? thrown : unavailable(thrown))));

  async function write(entries: readonly AuditEntry[]): Promise<void> {
    const started = performance.now();
    await writer.write(entries);
    const count = entries.length;
    if (count > 0) events?.emit('audit:entry:written', { count, milliseconds: performance.now() - started });
    // A store that was away when the key changed has answered now.
    if (!keys.isRegistered) announce();
  }

  let isRegistering = false;
  const commits = groupCommit<AuditEntry>(
    (entries) => write(entries).catch(rethrowAs(unavailable)),
    LIMITS,
    () => unavailable(new Error(`${LIMITS.waiting} entries are waiting already.`)),
  );

  await register();
  keys.live.whenChanged(announce);
  watch?.(keys);

  function announce(): void {
    if (isRegistering) return;
    isRegistering = true;
    void register()
      .catch(() => undefined)
      .finally(() => {
        isRegistering = false;
      });
  }

  /** The log tells of a key before that signs; a failure is told as an event, and the one before goes on signing. */
  async function register(): Promise<void> {
    const { key, endorsement } = keys.live.current;
    const former = keys.believed.filter(({ keyId }) => keyId !== key.keyId);
    const change = await registerKey(store.db, key, former, endorsement).catch(rethrowAs(unavailable));
    const { name, kind } = config.bridge;
    if (change) await commits.append([storable(actEntry({ name, kind }, change))], 'now');
    keys.registered(key);
  }

  async function head(): Promise<SignedHead> {
    const { head: newest } = await readTree(store.pool);
    if (newest && Date.now() - Date.parse(newest.at) < HEAD_AGE_MS) return newest;
    await commits.append([], 'now');
    const { head: signed } = await readTree(store.pool);
    if (!signed) throw new BridgeError('AUDIT_UNAVAILABLE');
    return signed;
  }

  return {
    ...readAccessLog(store),
    head,
    keys: keys.believed,
    signingKey: () => keys.signing,
    append(given) {
      const list: readonly AuditEntry[] = Array.isArray(given) ? given : [given];
      // How an answer ended is told when it has left already.
      const isEnding = list.every(({ kind }) => kind === 'closing');
      const entries = list.map(storable);
      return span('access log', { entries: entries.length }, () => commits.append(entries, isEnding ? 'soon' : 'now'));
    },
    erase: (places) => writer.erase(places),
    async health() {
      const standby = config.audit.synchronousStandby ? await standbyHealth(store) : { ok: true, reasons: [] };
      const reasons = [...writer.doubts, ...standby.reasons];
      return { ok: reasons.length === 0, reasons };
    },
    backlog: commits.backlog,
    async close() {
      await commits.idle();
      await writer.close();
    },
  };
}

/** The log over a PostgreSQL store, to be read by whoever has no key to write it. Its head may be of some time ago. */
export function readAccessLog(store: StoreView): AccessLogReader & PublicProofs {
  return {
    ...storedProofs(store),
    ...storedContent(store.db),
    async head() {
      const { head } = await readTree(store.pool);
      if (!head) throw new BridgeError('AUDIT_UNAVAILABLE', 'The log has no signed head.');
      return head;
    },
    list: (filter, page) => listEntries(store.db, filter, page),
    find: (key) => findEntry(store.db, key),
  };
}

function rethrowAs(wrap: (thrown: unknown) => Error): (thrown: unknown) => never {
  return (thrown) => {
    throw wrap(thrown);
  };
}

function isAboutKey(thrown: unknown): thrown is BridgeError {
  return thrown instanceof BridgeError && thrown.code === 'CONFIG_INVALID';
}

/** For the operational log, hence without the message of a database error: it may quote values of the row. */
function describe(thrown: unknown): string {
  if (thrown instanceof AggregateError) return thrown.errors.map(describe).join('; ');
  if (!(thrown instanceof Error)) return String(thrown);
  const code = 'code' in thrown ? String(thrown.code) : undefined;
  const fromDatabase = 'severity' in thrown;
  return fromDatabase ? `The database answered ${code}.` : thrown.message;
}
