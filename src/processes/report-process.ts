import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { sql } from 'kysely';
import type { Events } from '../events.ts';
import type { Store } from '../store/index.ts';
import { productVersion } from '../version.ts';
import type { ProcessKnowledge } from './knowledge.ts';
import type { ProcessRole } from './role.ts';

interface ReportParts {
  readonly store: Store;
  readonly role: ProcessRole;
  readonly knows: () => Promise<ProcessKnowledge>;
  readonly events: Events;
}

const ROUND_MILLISECONDS = 5_000;
/** One that ended without a word is shown for so long. */
const REMEMBERED = sql`interval '10 minutes'`;

/**
 * Writes every few seconds that this process is there and what it knows, by the database's clock. Resolves when it has
 * done so once. Its row goes when it is closed. A store that does not take it is told of once (`process:report:failed`).
 */
export async function reportProcess({ store, role, knows, events }: ReportParts): Promise<{ close(): Promise<void> }> {
  const id = randomUUID();
  const table = 'bridge.process';
  let failing = false;
  let round: Promise<void> | undefined;

  async function write(): Promise<void> {
    const knowledge = JSON.stringify(await knows());
    await store.db
      .insertInto(table)
      .values({ id, role, version: productVersion, host: hostname(), knows: knowledge })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_at: sql`now()`, knows: knowledge }))
      .execute();
    await store.db.deleteFrom(table).where('seen_at', '<', sql<Date>`now() - ${REMEMBERED}`).execute();
  }

  async function telling(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      failing = false;
    } catch (thrown) {
      if (!failing) events.emit('process:report:failed', { text: (thrown as Error).message });
      failing = true;
    }
  }

  const report = () => telling(write);

  /** A store that hangs holds one round, not one more every few seconds. */
  const next = (): void => {
    round ??= report().finally(() => {
      round = undefined;
    });
  };

  await report();
  const rounds = setInterval(next, ROUND_MILLISECONDS).unref();
  return {
    async close() {
      clearInterval(rounds);
      await round;
      // Where the store is away it is taken for lost, and forgotten in time.
      if (!failing) await telling(() => store.db.deleteFrom(table).where('id', '=', id).execute());
    },
  };
}
