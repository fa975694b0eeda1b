import type { Events } from '../events.ts';
import type { Store } from '../store/index.ts';
import type { AuditEntry } from './entry.ts';
import type { Places } from './erase.ts';
import type { HeadSigner } from './head-signer.ts';

/** How entries become leaves that last. One write at a time. */
export interface Writer {
  /** All or nothing, durable when it resolves. An entry whose id the log has already is left as it stands. */
  write(entries: readonly AuditEntry[]): Promise<void>;
  /** Erases the content of the leaves with these numbers, from first to last, in store and journal; hashes stay. */
  erase(places: Places): Promise<void>;
  /** Why what was found at start is not all as it should be; empty when it is. */
  readonly doubts: readonly string[];
  close(): Promise<void>;
}

export interface WriterParts {
  readonly store: Store;
  readonly head: HeadSigner;
  readonly dataDir: string;
  readonly events: Events | undefined;
}
