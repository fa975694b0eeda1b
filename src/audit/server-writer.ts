import type { Pool } from '../store/index.ts';
import type { AuditEntry } from './entry.ts';
import { eraseRows } from './erase.ts';
import type { HeadSigner } from './head-signer.ts';
import { leafOf } from './leaf.ts';
import { grow, readTree, type TreeState, writeGrowth } from './tree-rows.ts';
import type { Writer, WriterParts } from './writer.ts';

/** PostgreSQL's unique_violation. */
const UNIQUE_VIOLATION = '23505';

/**
 * Writes to a PostgreSQL server that other processes may write to as well. Each believes to know where the tree ends
 * and mostly does: then a group is one statement. Else it takes the tree for itself and looks.
 */
export async function serverWriter({ store, head }: WriterParts): Promise<Writer> {
  let state = await readTree(store.pool);
  if (!state.head) state = await signFirst(store.pool, state, head);
  head.check(state);

  return {
    async write(entries) {
      const growth = grow(state, placed(entries, state), head.sign);
      const written = await writeGrowth(store.pool, growth, head.isDue(growth.to.head)).catch(falseWhenRepeated);
      state = written ? growth.to : await writeAlone(entries);
      if (state.head) head.written(state.head);
    },
    erase: (places) => eraseRows(store.pool, places),
    doubts: [],
    close: async () => undefined,
  };

  async function writeAlone(entries: readonly AuditEntry[]): Promise<TreeState> {
    const client = await store.pool.connect();
    try {
      await client.query('BEGIN');
      const now = await readTree(client, 'for update');
      head.check(now);
      const growth = grow(now, placed(await unknownOf(client, entries), now), head.sign);
      if (!(await writeGrowth(client, growth, head.isDue(growth.to.head)))) throw new Error('The log’s tree moved.');
      await client.query('COMMIT');
      client.release();
      return growth.to;
    } catch (thrown) {
      // A connection in an unknown state is not given to the next.
      client.release(true);
      throw thrown;
    }
  }
}

/** A log that nobody has signed yet: new, or of a version that did not. */
export async function signFirst(database: Pick<Pool, 'query'>, state: TreeState, head: HeadSigner): Promise<TreeState> {
  const growth = grow(state, [], head.sign);
  // Another process that started at the same time may have been first; its head is as good.
  await writeGrowth(database, growth, true);
  return readTree(database);
}

function placed(entries: readonly AuditEntry[], { frontier }: TreeState) {
  return entries.map((entry, nr) => leafOf(entry, frontier.size + nr));
}

/** Somebody repeats an entry that the log has, or another process has taken the place: both are looked into alone. */
function falseWhenRepeated(thrown: unknown): false {
  if ((thrown as { code?: string }).code === UNIQUE_VIOLATION) return false;
  throw thrown;
}

/** Entries that the log does not have: a caller may repeat what it got no answer to. */
export async function unknownOf(
  database: Pick<Pool, 'query'>,
  entries: readonly AuditEntry[],
): Promise<readonly AuditEntry[]> {
  const distinct = new Map(entries.map((entry) => [entry.id, entry]));
  const { rows } = await database.query<{ id: string }>('SELECT id FROM bridge.audit_entry WHERE id = ANY($1)', [
    [...distinct.keys()],
  ]);
  for (const { id } of rows) distinct.delete(id);
  return [...distinct.values()];
}
