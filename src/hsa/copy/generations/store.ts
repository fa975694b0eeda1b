import { randomUUID } from 'node:crypto';
import { type Selectable, sql, type Transaction } from 'kysely';
import { BridgeError } from '../../../errors.ts';
import type { Store } from '../../../store/index.ts';
import type { DirectoryGenerationTable, Schema } from '../../../store/schema.ts';
import type { DirectoryObject } from '../../model.ts';
import { type Counts, noCounts, type Report } from '../report.ts';
import type { Row } from '../row.ts';
import type { Covers } from '../store.ts';

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
}

/** What only one process at a time does. */
export interface Hand {
  /** A new generation; what was not yet in force is taken back first. */
  begin(made: Pick<Generation, 'kind' | 'origin' | 'covers'>): Promise<number>;
  /** Of those names in the tree, what is in force or written for the generation. */
  known(keys: readonly string[]): Promise<ReadonlyMap<string, Known>>;
  /** With all that is known of them, whether in force or written already. */
  withHsaIds(hsaIds: readonly string[]): Promise<readonly Known[]>;
  /** What was in force before the generation and still is in it, by ascending id after `after`. */
  remaining(generation: number, after: number, limit: number): Promise<readonly Known[]>;
  objects(ids: readonly number[]): Promise<ReadonlyMap<number, DirectoryObject>>;
  /** In one transaction: rows that end with the generation, and rows that begin with it. */
  write(generation: number, ended: readonly number[], rows: readonly Row[]): Promise<void>;
  counts(): Promise<Counts>;
  hold(generation: number, news: News): Promise<void>;
  /** What the generation replaces is removed afterwards. */
  activate(generation: number, news: News): Promise<void>;
  /** In force after all, by somebody's decision. */
  approve(held: Generation, by: string, reason: string): Promise<void>;
  reject(held: Generation, by: string, reason: string): Promise<void>;
  /** What is in force was found to be as its origin. */
  stillCurrent(asOf: Date, readAt: Date): Promise<void>;
  /** As if it had never been; `news` when its reading found nothing new. */
  takeBack(generation: number, news?: Omit<News, 'report'>): Promise<void>;
}

/** What a reading of the origin brought. */
export interface News {
  /** When the origin was so, and when it was read. */
  readonly asOf: Date;
  readonly readAt: Date;
  readonly cursor: string | undefined;
  /** Whether it told what there is, so that removals are known. */
  readonly namesRead: boolean;
  readonly report: Report;
}

export interface Known {
  readonly id: number;
  readonly since: number;
  readonly kind: DirectoryObject['kind'];
  readonly hsaId: string;
  /** Digests as in {@link Row}. */
  readonly key: string;
  readonly hash: string;
  readonly vanished: boolean;
}

export interface Generation {
  readonly id: number;
  readonly state: 'loading' | 'held' | 'active' | 'replaced' | 'rejected';
  readonly kind: 'import' | 'sync';
  readonly origin: string;
  readonly covers: Covers;
  /** Instants are ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly endedAt: string | undefined;
  readonly report: Report | undefined;
  readonly decidedBy: string | undefined;
  readonly reason: string | undefined;
}

export interface CopyState {
  /** Undefined while there is no copy. */
  readonly active: number | undefined;
  /** When the origin was so. */
  readonly asOf: string | undefined;
  /** When the origin was last read, or found to be the same. */
  readonly lookedAt: string | undefined;
  readonly fullAt: string | undefined;
  readonly namesAt: string | undefined;
  readonly cursor: string | undefined;
  /** Waits for a decision. */
  readonly held: Generation | undefined;
  /** When the latest generation was rejected, unless everything has been read since. */
  readonly rejectedAt: string | undefined;
  /** Some process works on it. */
  readonly busy: boolean;
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
    async state() {
      const row = await db
        .selectFrom('bridge.directory_copy')
        .select(['generation', 'as_of', 'looked_at', 'full_at', 'names_at', 'cursor'])
        .select(sql<boolean>`coalesce(lease_until > now(), false)`.as('busy'))
        .executeTakeFirstOrThrow();
      const [latest] = await list(1);
      const isRejected = latest?.state === 'rejected' && (latest.endedAt ?? '') > (row.full_at?.toISOString() ?? '');
      return {
        active: row.generation ?? undefined,
        asOf: row.as_of?.toISOString(),
        lookedAt: row.looked_at?.toISOString(),
        fullAt: row.full_at?.toISOString(),
        namesAt: row.names_at?.toISOString(),
        cursor: row.cursor ?? undefined,
        held: latest?.state === 'held' ? latest : undefined,
        rejectedAt: isRejected ? latest.endedAt : undefined,
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
      const renewing = setInterval(() => {
        // One that is lost shows at the next write.
        const renewed = db.updateTable('bridge.directory_copy').set({ lease_until: until }).where('lease', '=', lease);
        renewed.execute().catch(() => undefined);
      }, renewMs).unref();
      try {
        return await work(createHand({ db }, lease));
      } finally {
        clearInterval(renewing);
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

function createHand({ db }: Pick<Store, 'db'>, lease: string): Hand {
  /** What a process writes that has lost its lease would mix with another's. */
  const write = <T>(work: (transaction: Transaction<Schema>) => Promise<T>): Promise<T> =>
    db.transaction().execute(async (transaction) => {
      const { rows } = await sql`
        SELECT 1 FROM bridge.directory_copy WHERE lease = ${lease} AND lease_until > now() FOR SHARE`.execute(
        transaction,
      );
      if (rows.length === 0) throw new BridgeError('DIRECTORY_COPY_BUSY');
      return work(transaction);
    });

  const select = sql`
    SELECT id, since, kind, hsa_id AS "hsaId", encode(key, 'hex') AS key, encode(hash, 'hex') AS hash,
      vanished_at IS NOT NULL AS vanished
    FROM bridge.directory_object`;

  async function remove(transaction: Transaction<Schema>, generation: number): Promise<void> {
    await sql`DELETE FROM bridge.directory_object WHERE since = ${generation}`.execute(transaction);
    await sql`UPDATE bridge.directory_object SET until = NULL WHERE until = ${generation}`.execute(transaction);
  }

  async function bringInForce(transaction: Transaction<Schema>, generation: number): Promise<void> {
    await sql`
      UPDATE bridge.directory_generation SET state = 'replaced' WHERE state = 'active' AND id <> ${generation}`.execute(
      transaction,
    );
    await sql`UPDATE bridge.directory_generation SET state = 'active' WHERE id = ${generation}`.execute(transaction);
    await sql`
      UPDATE bridge.directory_copy AS copy SET generation = made.id, as_of = made.as_of, looked_at = made.read_at,
        cursor = made.cursor,
        full_at = CASE WHEN made.kind = 'import' THEN made.read_at ELSE copy.full_at END,
        names_at = CASE WHEN made.names_read THEN made.read_at ELSE copy.names_at END
      FROM bridge.directory_generation AS made WHERE made.id = ${generation}`.execute(transaction);
  }

  async function prune(generation: number): Promise<void> {
    await sql`DELETE FROM bridge.directory_object WHERE until <= ${generation}`.execute(db);
  }

  const note = (transaction: Transaction<Schema>, generation: number, state: Generation['state'], news: News) =>
    transaction
      .updateTable('bridge.directory_generation')
      .set({
        state,
        ended_at: sql<Date>`now()`,
        as_of: news.asOf,
        read_at: news.readAt,
        cursor: news.cursor ?? null,
        names_read: news.namesRead,
        report: JSON.stringify(news.report),
      })
      .where('id', '=', generation)
      .execute();

  return {
    begin: ({ kind, origin, covers }) =>
      write(async (transaction) => {
        const { rows } = await sql<{ id: number; state: string }>`
          SELECT id, state FROM bridge.directory_generation WHERE state IN ('loading', 'held')`.execute(transaction);
        for (const { id, state } of rows) {
          await remove(transaction, id);
          if (state === 'held')
            await sql`UPDATE bridge.directory_generation SET state = 'replaced' WHERE id = ${id}`.execute(transaction);
          else await sql`DELETE FROM bridge.directory_generation WHERE id = ${id}`.execute(transaction);
        }
        const { id } = await transaction
          .insertInto('bridge.directory_generation')
          .values({ kind, origin, covers, state: 'loading' })
          .returning('id')
          .executeTakeFirstOrThrow();
        return id;
      }),
    async known(keys) {
      const digests = keys.map((key) => Buffer.from(key, 'hex'));
      const { rows } = await sql<Known>`${select} WHERE key = ANY(${digests}::bytea[]) AND until IS NULL`.execute(db);
      return new Map(rows.map((row) => [row.key, row]));
    },
    async withHsaIds(hsaIds) {
      const { rows } = await sql<Known>`
        ${select} WHERE hsa_id = ANY(${[...hsaIds]}::text[]) AND until IS NULL`.execute(db);
      return rows;
    },
    async remaining(generation, after, limit) {
      const { rows } = await sql<Known>`
        ${select} WHERE id > ${after} AND since < ${generation} AND until IS NULL ORDER BY id LIMIT ${limit}`.execute(
        db,
      );
      return rows;
    },
    async objects(ids) {
      const { rows } = await sql<{ id: number; object: DirectoryObject }>`
        SELECT id, object FROM bridge.directory_object WHERE id = ANY(${[...ids]}::bigint[])`.execute(db);
      return new Map(rows.map(({ id, object }) => [id, object]));
    },
    write: (generation, ended, rows) =>
      write(async (transaction) => {
        if (ended.length > 0)
          await sql`
            UPDATE bridge.directory_object SET until = ${generation} WHERE id = ANY(${[...ended]}::bigint[])`.execute(
            transaction,
          );
        if (rows.length > 0)
          await sql`
            INSERT INTO bridge.directory_object
              (since, kind, hsa_id, key, parent, listed, members, searched, trigrams, hash, vanished_at, object)
            SELECT ${generation}::bigint, kind, "hsaId", decode(key, 'hex'), decode(parent, 'hex'), listed, members,
              searched, trigrams, decode(hash, 'hex'), "vanishedAt", object::json
            FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row(kind text, "hsaId" text, key text, parent text,
              listed boolean, members text[], searched text, trigrams integer[], hash text, "vanishedAt" timestamptz,
              object text)`.execute(transaction);
      }),
    async counts() {
      const { rows } = await sql<{ kind: DirectoryObject['kind']; count: number }>`
        SELECT kind, count(*) AS count FROM bridge.directory_object
        WHERE until IS NULL AND vanished_at IS NULL GROUP BY kind`.execute(db);
      return { ...noCounts(), ...Object.fromEntries(rows.map(({ kind, count }) => [kind, count])) };
    },
    hold: (generation, news) => write(async (transaction) => void (await note(transaction, generation, 'held', news))),
    async activate(generation, news) {
      await write(async (transaction) => {
        await note(transaction, generation, 'active', news);
        await bringInForce(transaction, generation);
      });
      await prune(generation);
    },
    async approve({ id }, by, reason) {
      await write(async (transaction) => {
        await decide(transaction, id, by, reason);
        await bringInForce(transaction, id);
      });
      await prune(id);
    },
    reject: ({ id }, by, reason) =>
      write(async (transaction) => {
        await decide(transaction, id, by, reason);
        await remove(transaction, id);
        await sql`
          UPDATE bridge.directory_generation SET state = 'rejected', ended_at = now() WHERE id = ${id}`.execute(
          transaction,
        );
      }),
    stillCurrent: (asOf, readAt) =>
      write(async (transaction) => {
        await transaction.updateTable('bridge.directory_copy').set({ as_of: asOf, looked_at: readAt }).execute();
      }),
    takeBack: (generation, news) =>
      write(async (transaction) => {
        await remove(transaction, generation);
        if (news) {
          const made = await transaction
            .selectFrom('bridge.directory_generation')
            .select('kind')
            .where('id', '=', generation)
            .executeTakeFirst();
          await transaction
            .updateTable('bridge.directory_copy')
            .set({
              as_of: news.asOf,
              looked_at: news.readAt,
              cursor: news.cursor ?? null,
              ...(made?.kind === 'import' && { full_at: news.readAt }),
              ...(news.namesRead && { names_at: news.readAt }),
            })
            .execute();
        }
        await sql`DELETE FROM bridge.directory_generation WHERE id = ${generation}`.execute(transaction);
      }),
  };

  /** Throws NOT_FOUND where it does not wait (any more). */
  async function decide(transaction: Transaction<Schema>, id: number, by: string, reason: string): Promise<void> {
    const decided = await transaction
      .updateTable('bridge.directory_generation')
      .set({ decided_by: by, reason })
      .where('id', '=', id)
      .where('state', '=', 'held')
      .executeTakeFirst();
    if (decided.numUpdatedRows === 0n)
      throw new BridgeError('NOT_FOUND', `Generation ${id} does not wait for a decision.`);
  }
}

function generationOf(row: Selectable<DirectoryGenerationTable>): Generation {
  return {
    id: row.id,
    // Written here alone.
    state: row.state as Generation['state'],
    kind: row.kind as Generation['kind'],
    origin: row.origin,
    covers: row.covers as Covers,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString(),
    report: (row.report ?? undefined) as Report | undefined,
    decidedBy: row.decided_by ?? undefined,
    reason: row.reason ?? undefined,
  };
}
