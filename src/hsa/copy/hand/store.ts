import { sql, type Transaction } from 'kysely';
import { BridgeError } from '../../../errors.ts';
import type { Store } from '../../../store/index.ts';
import type { Schema } from '../../../store/schema.ts';
import { mappingVersion } from '../../mapping.ts';
import type { DirectoryObject } from '../../model.ts';
import type { Generation } from '../generation.ts';
import { type Counts, noCounts, type Report } from '../report.ts';
import type { Row } from '../row.ts';

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
  stillCurrent(found: Pick<Generation, 'kind'> & Omit<News, 'report'>): Promise<void>;
  /** As if it had never been, unless it is in force. */
  takeBack(generation: number): Promise<void>;
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

/** Neither in force nor settled otherwise. */
const unsettled = ['loading', 'held', 'withdrawn'] as const;
/** Rows that are removed at a time. */
const batch = 5_000;

export function createHand({ db }: Pick<Store, 'db'>, lease: string): Hand {
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

  /** In short transactions, between which the hold on the copy is renewed. */
  async function inBatches(removed: (transaction: Transaction<Schema>) => Promise<{ numAffectedRows?: bigint }>) {
    while (((await write(removed)).numAffectedRows ?? 0n) > 0n);
  }

  /** What is half taken back must not come into force, so it is `withdrawn` first. What is in force stays. */
  async function withdraw(id: number): Promise<void> {
    const withdrawn = await write((transaction) =>
      transaction
        .updateTable('bridge.directory_generation')
        .set({ state: 'withdrawn' })
        .where('id', '=', id)
        .where('state', 'in', unsettled)
        .executeTakeFirst(),
    );
    if (withdrawn.numUpdatedRows === 0n) return;
    await inBatches((transaction) =>
      sql`DELETE FROM bridge.directory_object WHERE id IN (
        SELECT id FROM bridge.directory_object WHERE since = ${id} LIMIT ${batch})`.execute(transaction),
    );
    await inBatches((transaction) =>
      sql`UPDATE bridge.directory_object SET until = NULL WHERE id IN (
        SELECT id FROM bridge.directory_object WHERE until = ${id} LIMIT ${batch})`.execute(transaction),
    );
    // Of one that waited there is something to tell.
    await write(async (transaction) => {
      await sql`DELETE FROM bridge.directory_generation WHERE id = ${id} AND report IS NULL`.execute(transaction);
      await sql`
        UPDATE bridge.directory_generation
        SET state = CASE WHEN decided_by IS NULL THEN 'replaced' ELSE 'rejected' END WHERE id = ${id}`.execute(
        transaction,
      );
    });
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

  const prune = (generation: number) =>
    inBatches((transaction) =>
      sql`DELETE FROM bridge.directory_object WHERE id IN (
        SELECT id FROM bridge.directory_object WHERE until <= ${generation} LIMIT ${batch})`.execute(transaction),
    );

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
    async begin({ kind, origin, covers }) {
      const before = await db
        .selectFrom('bridge.directory_generation')
        .select('id')
        .where('state', 'in', unsettled)
        .execute();
      for (const { id } of before) await withdraw(id);
      const { id } = await write((transaction) =>
        transaction
          .insertInto('bridge.directory_generation')
          .values({ kind, origin, covers, mapping: mappingVersion, state: 'loading' })
          .returning('id')
          .executeTakeFirstOrThrow(),
      );
      return id;
    },
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
    async reject({ id }, by, reason) {
      await write(async (transaction) => {
        await decide(transaction, id, by, reason);
        await sql`
          UPDATE bridge.directory_generation SET state = 'withdrawn', ended_at = now() WHERE id = ${id}`.execute(
          transaction,
        );
      });
      await withdraw(id);
    },
    stillCurrent: ({ kind, asOf, readAt, cursor, namesRead }) =>
      write(async (transaction) => {
        await transaction
          .updateTable('bridge.directory_copy')
          .set({
            as_of: asOf,
            looked_at: readAt,
            cursor: cursor ?? null,
            ...(kind === 'import' && { full_at: readAt }),
            ...(namesRead && { names_at: readAt }),
          })
          .execute();
      }),
    takeBack: withdraw,
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
