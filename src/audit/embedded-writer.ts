import { join } from 'node:path';
import type { AuditEntry } from './entry.ts';
import { eraseRows, isIn, type Places } from './erase.ts';
import { openJournal, rewriteJournal } from './journal.ts';
import { type Leaf, leafOf } from './leaf.ts';
import { type Reconciled, reconcile } from './reconcile.ts';
import { unknownOf } from './server-writer.ts';
import { grow, type TreeState, writeGrowth } from './tree-rows.ts';
import type { Writer, WriterParts } from './writer.ts';

/**
 * Writes to the embedded store, which never syncs its files: what counts is on disk in the journal first. What the
 * journal has and the store would not take is owed to it, and comes before anything later, so that the tree is the one
 * that a restart would build.
 */
export async function embeddedWriter(parts: WriterParts): Promise<Writer> {
  const { store, head, dataDir, events } = parts;
  const file = join(dataDir, 'audit.log');
  const { state: found, ...condition } = await reconcile(file, parts);
  let journal = await openJournal(file, condition.tornBytes);
  events?.emit('audit:journal:reconciled', condition);
  let state: TreeState = found;
  let owed: readonly Leaf[] = [];

  const alone = oneAtATime();
  return {
    write: (entries) => alone(() => write(entries)),
    erase: (places) => alone(() => erase(places)),
    doubts: doubtsFrom(condition),
    close: () => journal.close(),
  };

  async function write(entries: readonly AuditEntry[]): Promise<void> {
    const next = state.frontier.size + owed.length;
    const leaves = (await unknown(entries)).map((entry, nr) => leafOf(entry, next + nr));
    await journal.append(leaves);
    owed = [...owed, ...leaves];
    const growth = grow(state, owed, head.sign);
    if (!(await writeGrowth(store.pool, growth, head.isDue(growth.to.head))))
      throw new Error('The log’s tree in the store is not the one that was written.');
    state = growth.to;
    owed = [];
    head.written(growth.to.head);
  }

  /** The store first: what the journal still had would only be found by whoever reads the disk. */
  async function erase(places: Places): Promise<void> {
    await eraseRows(store.pool, places);
    await rewriteJournal(file, (sequence) => isIn(places, sequence));
    const before = journal;
    journal = await openJournal(file, 0);
    await before.close();
  }

  async function unknown(entries: readonly AuditEntry[]): Promise<readonly AuditEntry[]> {
    const owedIds = new Set(owed.map(({ id }) => id));
    return unknownOf(
      store.pool,
      entries.filter(({ id }) => !owedIds.has(id)),
    );
  }
}

/** Runs each piece of work when the one before has ended, however it ended. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work, work);
    last = result;
    return result;
  };
}

function doubtsFrom({ disagreeing, unjournaled, damagedLines }: Omit<Reconciled, 'state'>): string[] {
  return [
    ...(disagreeing > 0 ? [`The journal and the store have ${disagreeing} entries differently.`] : []),
    ...(unjournaled > 0 ? [`The journal lacks ${unjournaled} entries that the store has.`] : []),
    ...(damagedLines > 0 ? [`The journal has ${damagedLines} damaged lines.`] : []),
  ];
}
