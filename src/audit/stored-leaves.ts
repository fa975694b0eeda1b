import type { Selectable } from 'kysely';
import type { Store } from '../store/index.ts';
import type { SearchColumns } from './columns.ts';
import { type AuditFilter, matching } from './rows.ts';
import type { AuditEntryTable } from './tables.ts';
import { subtreeHash } from './tree/index.ts';
import { storedHashes } from './tree-rows.ts';

/** A leaf as it is kept. Plain data, so that it can travel as JSON. */
export interface StoredLeaf {
  readonly sequence: number;
  /** Null once disposed of. */
  readonly text: string | null;
  /** Base64. */
  readonly hash: string;
  readonly columns: SearchColumns;
}

/** A key that has signed the log, in the order of use. */
export interface StoredKey {
  /** PEM. */
  readonly publicKey: string;
  readonly endorsement: string | null;
}

/** What verification and export read. */
export interface LogContent {
  /** In order, from a place on; with a filter only those it asks for. At most `limit`, at most 1,000. */
  leaves(from: number, limit: number, filter?: AuditFilter): Promise<readonly StoredLeaf[]>;
  /** Notes of kept heads with more than so many entries, smallest first; at most 1,000. */
  keptHeads(after: number): Promise<readonly { readonly size: number; readonly note: string }[]>;
  storedKeys(): Promise<readonly StoredKey[]>;
  /** Root of a complete subtree of 2^`level` leaves. Throws RangeError beyond what the log has. */
  subtree(level: number, index: number): Promise<Buffer>;
}

const MAX_PAGE = 1_000;

export function storedContent(db: Store['db']): LogContent {
  const hashes = storedHashes(db);
  return {
    subtree: (level, index) => subtreeHash(hashes, level, index),
    async leaves(from, limit, filter = {}) {
      const rows = await matching(db, filter)
        .selectAll()
        .where('sequence', '>=', from)
        .orderBy('sequence')
        .limit(Math.min(limit, MAX_PAGE))
        .execute();
      return rows.map(leafOfRow);
    },
    keptHeads: (after) =>
      db
        .selectFrom('bridge.audit_head')
        .select(['size', 'note'])
        .where('size', '>', after)
        .orderBy('size')
        .limit(MAX_PAGE)
        .execute(),
    async storedKeys() {
      const rows = await db.selectFrom('bridge.audit_key').selectAll().orderBy('from_size').execute();
      return rows.map(({ public_key, endorsement }) => ({ publicKey: public_key, endorsement }));
    },
  };
}

function leafOfRow(row: Selectable<AuditEntryTable>): StoredLeaf {
  const { sequence, id: _, leaf_hash, entry, at, ...columns } = row;
  return {
    sequence,
    text: entry,
    hash: leaf_hash.toString('base64'),
    columns: { at: at.toISOString(), ...columns },
  };
}
