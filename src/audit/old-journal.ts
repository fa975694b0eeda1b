import type { Pool } from '../store/index.ts';
import { keptLine, lineOf, readJournal, replaceJournal } from './journal.ts';
import { entryOf, hasPlace, leafOf } from './leaf.ts';
import { unknownOf } from './server-writer.ts';
import { grow, type TreeState, writeGrowth } from './tree-rows.ts';
import type { WriterParts } from './writer.ts';

const PAGE = 500;

/**
 * Renews a journal from before the log was a tree. Entries that it alone has come last in the log; then all of the log
 * is written to it, as the store has it. A crash between leaves all of it to be done again.
 */
export async function renewJournal(
  file: string,
  { store, head }: Pick<WriterParts, 'store' | 'head'>,
  found: TreeState,
): Promise<TreeState> {
  let state = found;
  await readJournal(file, async (leaves) => {
    const old = leaves.filter((leaf) => !hasPlace(leaf)).flatMap(({ text }) => (text === undefined ? [] : [text]));
    const lost = await unknownOf(store.pool, old.map(entryOf));
    if (lost.length === 0) return;
    const { size } = state.frontier;
    const placed = lost.map((entry, nr) => leafOf(entry, size + nr));
    const growth = grow(state, placed, head.sign);
    if (!(await writeGrowth(store.pool, growth, true))) throw new Error('The log’s tree moved.');
    state = growth.to;
  });
  await replaceJournal(file, storedLines(store.pool));
  return state;
}

async function* storedLines(database: Pick<Pool, 'query'>): AsyncGenerator<string> {
  for (let from = 0; ; ) {
    const { rows } = await database.query<StoredRow>(
      `SELECT sequence, id, at, entry, leaf_hash AS hash FROM bridge.audit_entry
       WHERE sequence >= $1 ORDER BY sequence LIMIT ${PAGE}`,
      [from],
    );
    const last = rows.at(-1);
    if (!last) return;
    from = last.sequence + 1;
    yield rows
      .map(({ entry, at, ...row }) =>
        entry === null ? keptLine({ ...row, at: at.toISOString() }) : lineOf({ text: entry }),
      )
      .join('');
  }
}

interface StoredRow {
  readonly sequence: number;
  readonly id: string;
  readonly at: Date;
  /** Null once disposed of. */
  readonly entry: string | null;
  readonly hash: Buffer;
}
