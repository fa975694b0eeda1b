import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { every } from '../../../deliveries/every.ts';
import { BridgeError } from '../../../errors.ts';
import type { Store } from '../../../store/index.ts';
import type { CopyState, Covers, Generation } from '../generation.ts';
import { createHand, type Hand } from '../hand/store.ts';
import type { Report } from '../report.ts';
import type { DirectoryGenerationTable } from '../tables.ts';

/**
 * Generations of the copy. Objects are kept once, with the first generation in which they are so and the first in which
 * they are not, so that a generation is written beside the one in force, costs what it changes, and comes into force or
 * is taken back as a whole. At most one is not yet in force.
 */
export interface Generations {
  /** Throws `DIRECTORY_COPY_BUSY` while another process works on the copy. Given back when `work` has ended. */
  exclusively<T>(work: (hand: Hand) => Promise<T>): Promise<T>;
  state(): Promise<CopyState>;
  find(id: number): Promise<Generation | undefined>;
  /** Latest first. */
  list(limit: number): Promise<readonly Generation[]>;
  /** What came into force after an instant without anybody having approved it since. */
  unseen(after: Date): Promise<readonly Report[]>;
}

/** How long a process that tells nothing of itself keeps the copy for itself. */
const leaseSeconds = 60;
const renewMs = 15_000;

export function openGenerations({ db }: Pick<Store, 'db'>): Generations {
  async function find(id: number): Promise<Generation | undefined> {
    const row = await db.selectFrom('bridge.directory_generation').selectAll().where('id', '=', id).executeTakeFirst();
    return row && generationOf(row);
  }

  async function list(limit: number): Promise<readonly Generation[]> {
    const rows = await db
      .selectFrom('bridge.directory_generation')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(generationOf);
  }

  return {
    find,
    list,
    async unseen(after) {
      const since = await db
        .selectFrom('bridge.directory_generation')
        .select(({ fn }) => fn.max('id').as('id'))
        .where('state', 'in', ['active', 'replaced'])
        .where('decided_by', 'is not', null)
        .executeTakeFirst();
      const rows = await db
        .selectFrom('bridge.directory_generation')
        .selectAll()
        .where('state', 'in', ['active', 'replaced'])
        .where('id', '>', since?.id ?? 0)
        .where('read_at', '>', after)
        .orderBy('id')
        .execute();
      // What was held back and then replaced has never been in force.
      return rows.map(({ report }) => reportOf(report)).filter((report) => report?.held.length === 0) as Report[];
    },
    async state() {
      const row = await db
        .selectFrom('bridge.directory_copy')
        .select(['generation', 'as_of', 'looked_at', 'full_at', 'names_at', 'cursor'])
        .select(sql<boolean>`coalesce(lease_until > now(), false)`.as('busy'))
        .executeTakeFirstOrThrow();
      const [latest] = await list(1);
      const isDecided =
        latest?.state === 'rejected' || (latest?.state === 'withdrawn' && latest.decidedBy !== undefined);
      const isRejected = isDecided && (latest?.endedAt ?? '') > (row.full_at?.toISOString() ?? '');
      return {
        active: row.generation ?? undefined,
        asOf: row.as_of?.toISOString(),
        lookedAt: row.looked_at?.toISOString(),
        fullAt: row.full_at?.toISOString(),
        namesAt: row.names_at?.toISOString(),
        cursor: row.cursor ?? undefined,
        held: latest?.state === 'held' ? latest : undefined,
        rejectedAt: isRejected ? latest?.endedAt : undefined,
        busy: row.busy,
      };
    },
    async exclusively(work) {
      const lease = randomUUID();
      const until = sql<Date>`now() + make_interval(secs => ${leaseSeconds})`;
      const claimed = await db
        .updateTable('bridge.directory_copy')
        .set({ lease, lease_until: until })
        .where(sql<boolean>`coalesce(lease_until <= now(), true)`)
        .executeTakeFirst();
      if (claimed.numUpdatedRows === 0n) throw new BridgeError('DIRECTORY_COPY_BUSY');
      const renewing = every(renewMs, async () => {
        const renewed = db.updateTable('bridge.directory_copy').set({ lease_until: until }).where('lease', '=', lease);
        // One that is lost shows at the next write.
        await renewed.execute().catch(() => undefined);
      });
      try {
        return await work(createHand({ db }, lease));
      } finally {
        await renewing.stop();
        // A store that is gone lets it go after a while.
        await db
          .updateTable('bridge.directory_copy')
          .set({ lease: null, lease_until: null })
          .where('lease', '=', lease)
          .execute()
          .catch(() => undefined);
      }
    },
  };
}

function generationOf(row: Selectable<DirectoryGenerationTable>): Generation {
  return {
    id: row.id,
    // Written here alone.
    state: row.state as Generation['state'],
    kind: row.kind as Generation['kind'],
    origin: row.origin,
    covers: row.covers as Covers,
    mapping: row.mapping,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString(),
    report: reportOf(row.report),
    decidedBy: row.decided_by ?? undefined,
    reason: row.reason ?? undefined,
  };
}

function reportOf(report: unknown): Report | undefined {
  // What assignments gain was not always counted.
  return report ? Object.assign({ granted: 0 }, report as Report) : undefined;
}
