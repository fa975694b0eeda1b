import type { Pool } from '../store/index.ts';
import { type JournalCondition, readJournal } from './journal.ts';
import { type ErasedLeaf, hasPlace, type Leaf } from './leaf.ts';
import { renewJournal } from './old-journal.ts';
import { signFirst } from './server-writer.ts';
import { grow, readTree, type TreeState, writeGrowth } from './tree-rows.ts';
import type { WriterParts } from './writer.ts';

/** What was found when journal and store were compared. */
export interface Reconciled extends JournalCondition {
  readonly state: TreeState;
  /** Leaves that only the journal had; they are in the store now. */
  readonly restored: number;
  /** Leaves that the two have differently. */
  readonly disagreeing: number;
  /** Leaves of the store that the journal lacks. */
  readonly unjournaled: number;
}

/**
 * Brings the store to where the journal is. Where both have a leaf and differ, neither is touched: a signed head tells
 * which of them is right. A journal from before the log was a tree is renewed.
 * Throws when the journal lacks a leaf that the store lacks too: what comes after it has no place.
 */
export async function reconcile(file: string, { store, head }: WriterParts): Promise<Reconciled> {
  let state = await readTree(store.pool);
  if (!state.head) state = await signFirst(store.pool, state, head);
  head.check(state);
  const known = state.frontier.size;
  let restored = 0;
  let agreeing = 0;
  let disagreeing = 0;
  let isOld = false;

  const condition = await readJournal(file, async (all) => {
    const leaves = all.filter(hasPlace);
    isOld ||= leaves.length < all.length;
    const older = leaves.filter(({ sequence }) => sequence < known);
    const agree = await agreeingOf(store.pool, older);
    agreeing += agree;
    disagreeing += older.length - agree;
    const newer = leaves.filter(({ sequence }) => sequence >= known);
    if (newer.length > 0) await restore(newer);
  });
  const found = { restored, disagreeing, unjournaled: known - agreeing - disagreeing, ...condition };
  // Whatever contradicts the store, or cannot be read, stays as it is for whoever finds out why.
  if (!isOld || disagreeing > 0 || condition.damagedLines > 0) return { state, ...found };
  state = await renewJournal(file, { store, head }, state);
  return { state, ...found, unjournaled: 0, tornBytes: 0 };

  async function restore(leaves: readonly (Leaf | ErasedLeaf)[]): Promise<void> {
    const gap = leaves.find(({ sequence }, nr) => sequence !== state.frontier.size + nr);
    if (gap) throw new Error(`The journal lacks entry ${state.frontier.size}, and so does the store.`);
    const growth = grow(state, leaves, head.sign);
    if (!(await writeGrowth(store.pool, growth, false))) throw new Error('The log’s tree moved.');
    state = growth.to;
    restored += leaves.length;
  }
}

async function agreeingOf(
  database: Pick<Pool, 'query'>,
  leaves: readonly Pick<Leaf, 'sequence' | 'hash'>[],
): Promise<number> {
  if (leaves.length === 0) return 0;
  const { rows } = await database.query<{ agreeing: number }>(
    `SELECT count(*)::int AS agreeing FROM bridge.audit_entry stored
     JOIN json_to_recordset($1::json) AS leaf (sequence bigint, hash text) USING (sequence)
     WHERE stored.leaf_hash = decode(leaf.hash, 'hex')`,
    [JSON.stringify(leaves.map(({ sequence, hash }) => ({ sequence, hash: hash.toString('hex') })))],
  );
  return rows[0]?.agreeing ?? 0;
}
