import { randomUUID } from 'node:crypto';
import { type Selectable, sql, type UpdateObject } from 'kysely';
import type { Keys } from '../bus/keyring.ts';
import { asBridgeError, BridgeError, type ErrorCode, placeOf } from '../errors.ts';
import type { Events } from '../events.ts';
import type { Store } from '../store/index.ts';
import type { Schema } from '../store/schema.ts';
import { createResults } from './result.ts';
import type { LongWorkTable } from './tables.ts';
import type { NewWork, Run, Work, WorkKind } from './work.ts';

/** Long work of all processes over one store. Each care provider sees its own. */
export interface LongWorks {
  /** Begins, and gives the work as it is then. Throws WORK_LIMIT when the owner has too much under way or kept. */
  begin(work: NewWork, run: Run): Promise<Work>;
  /** Latest first. */
  list(careProvider: string, kind: WorkKind): Promise<readonly Work[]>;
  /** Throws NOT_FOUND, for another care provider’s too. */
  find(careProvider: string, id: string): Promise<Work>;
  /** Stops it where it runs, and forgets it with what it came to. Throws NOT_FOUND and WORK_OF_ANOTHER. */
  remove(by: Who, id: string): Promise<void>;
  /** Ends it, and forgets it; what has ended stays. Throws NOT_FOUND where it is not under way, and WORK_OF_ANOTHER. */
  stop(by: Who, id: string): Promise<void>;
  /** Of finished work. Throws NOT_FOUND, WORK_OF_ANOTHER, and while it is read STORE_UNAVAILABLE. */
  result(by: Who, id: string): Promise<AsyncGenerator<Buffer>>;
  /** What is under way here is interrupted. */
  close(): Promise<void>;
}

/** HSA-ids. */
export interface Who {
  readonly owner: string;
  readonly careProvider: string;
}

interface LongWorkParts {
  readonly store: Pick<Store, 'db'>;
  /** 32 bytes that nothing else uses: results are sealed with it. */
  readonly secret: Keys;
  readonly events: Events;
}

const ROUND_MILLISECONDS = 1_000;
const SWEEP_MILLISECONDS = 3_600_000;
/** After it was last heard of, a work is forgotten with its result. */
export const KEPT_HOURS = 24;
/** Of one person, running at a time and remembered. */
const MAX_RUNNING = 2;
const MAX_KEPT = 20;

/** Of PostgreSQL, for what begins. */
const ADVISORY_LOCK = 7_264_026;

const table = 'bridge.long_work';
const KEPT = sql`make_interval(hours => ${KEPT_HOURS})`;
/** One that has not told of itself for this long has lost its process. */
const isLost = sql<boolean>`state = 'running' AND seen_at < now() - interval '20 seconds'`;
const isGone = sql<boolean>`seen_at < now() - ${KEPT}`;

export function createLongWorks({ store: { db }, secret, events }: LongWorkParts): LongWorks {
  const results = createResults({ db }, secret);
  const running = new Map<string, { readonly stop: AbortController; readonly ended: Promise<void> }>();

  const select = (from: Pick<Database, 'selectFrom'> = db) =>
    from.selectFrom(table).selectAll().select(isLost.as('lost')).where(sql<boolean>`NOT (${isGone})`);

  async function sweep(): Promise<void> {
    await db.deleteFrom(table).where(isGone).execute();
  }
  const sweeping = setInterval(() => {
    // Tried again in an hour; what is older is not shown meanwhile.
    sweep().catch(() => undefined);
  }, SWEEP_MILLISECONDS).unref();

  /** Writes what is known; false when somebody has removed the work. */
  async function save(id: string, facts: Facts): Promise<boolean> {
    const query = db.updateTable(table).set({ ...facts, seen_at: sql<Date>`now()` });
    const { numUpdatedRows } = await query.where('id', '=', id).where('state', '=', 'running').executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  async function carryOut(id: string, kind: WorkKind, run: Run, stop: AbortController): Promise<void> {
    const far = { done: 0, total: 0 };
    const writer = results.writer(id);
    let round: Promise<void> | undefined;
    const tell = async (): Promise<void> => {
      if (!(await save(id, far))) stop.abort();
    };
    const rounds = setInterval(() => {
      // A store that does not take it: the work is shown as interrupted until it does.
      round ??= tell()
        .catch(() => undefined)
        .finally(() => {
          round = undefined;
        });
    }, ROUND_MILLISECONDS);
    const ended = sql<Date>`now()`;
    try {
      const outcome = await run({
        signal: stop.signal,
        progress: (done, all) => Object.assign(far, { done, total: all }),
        async write(text) {
          stop.signal.throwIfAborted();
          await writer.write(text);
        },
      });
      stop.signal.throwIfAborted();
      const finished = { state: 'finished', bytes: await writer.end(), outcome: JSON.stringify(outcome) };
      if (!(await save(id, { ...far, ...finished, ended_at: ended }))) await results.remove(id);
    } catch (thrown) {
      await results.remove(id);
      if (stop.signal.aborted) return void (await save(id, { ...far, state: 'interrupted', ended_at: ended }));
      const { code } = asBridgeError(thrown);
      const failed = await save(id, { ...far, state: 'failed', failure: code, ended_at: ended });
      if (failed) events.emit('work:run:failed', { kind, code, place: placeOf(thrown) });
    } finally {
      clearInterval(rounds);
      await round;
    }
  }

  async function find(careProvider: string, id: string): Promise<Work> {
    const row = await select()
      .where('id', '=', id)
      .where('care_provider', '=', careProvider.toUpperCase())
      .executeTakeFirst();
    if (!row) throw new BridgeError('NOT_FOUND', 'There is no such work, or it is gone.');
    return workOf(row);
  }

  async function own({ owner, careProvider }: Who, id: string): Promise<Work> {
    const work = await find(careProvider, id);
    if (work.owner !== owner.toUpperCase()) throw new BridgeError('WORK_OF_ANOTHER');
    return work;
  }

  /** Where another process does the work, that finds out when it next tells of itself. */
  async function endHere(id: string): Promise<void> {
    const here = running.get(id);
    here?.stop.abort();
    await here?.ended;
  }

  return {
    find,
    async begin({ kind, owner: by, careProvider }, run) {
      const [owner, care_provider] = [by.toUpperCase(), careProvider.toUpperCase()];
      await sweep();
      const id = randomUUID();
      const values = { id, kind, owner, care_provider, state: 'running' };
      const row = await db.transaction().execute(async (transaction) => {
        // Two that begin at once would both find room.
        await sql`SELECT pg_advisory_xact_lock(${ADVISORY_LOCK})`.execute(transaction);
        demandRoom(await select(transaction).where('owner', '=', owner).execute());
        return transaction.insertInto(table).values(values).returningAll().executeTakeFirstOrThrow();
      });
      const stop = new AbortController();
      // A store that does not even take how it ended: it is shown as interrupted after a while.
      const ended = carryOut(id, kind, run, stop)
        .catch(() => undefined)
        .finally(() => running.delete(id));
      running.set(id, { stop, ended });
      return workOf({ ...row, lost: false });
    },
    async list(careProvider, kind) {
      const rows = await select()
        .where('care_provider', '=', careProvider.toUpperCase())
        .where('kind', '=', kind)
        .orderBy('started_at', 'desc')
        .execute();
      return rows.map(workOf);
    },
    async remove(by, id) {
      await own(by, id);
      await db.deleteFrom(table).where('id', '=', id).execute();
      await endHere(id);
    },
    async stop(by, id) {
      await own(by, id);
      const underWay = db.deleteFrom(table).where('id', '=', id).where('state', '=', 'running');
      const { numDeletedRows } = await underWay.executeTakeFirst();
      if (numDeletedRows === 0n) throw new BridgeError('NOT_FOUND', 'The work has ended.');
      await endHere(id);
    },
    async result(by, id) {
      const { state, bytes } = await own(by, id);
      if (state !== 'finished' || bytes === 0) throw new BridgeError('NOT_FOUND', 'There is no result.');
      return results.read(id, bytes);
    },
    async close() {
      clearInterval(sweeping);
      for (const { stop } of running.values()) stop.abort();
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
  };
}

function demandRoom(kept: readonly Row[]): void {
  const isRunning = ({ state, lost }: Row) => state === 'running' && !lost;
  if (kept.length >= MAX_KEPT || kept.filter(isRunning).length >= MAX_RUNNING) throw new BridgeError('WORK_LIMIT');
}

type Database = Store['db'];
type Row = Selectable<LongWorkTable> & { readonly lost: boolean };
type Facts = UpdateObject<Schema, typeof table>;

function workOf(row: Row): Work {
  const endedAt = row.ended_at?.toISOString();
  const isRunning = row.state === 'running' && !row.lost;
  return {
    id: row.id,
    kind: row.kind as WorkKind,
    owner: row.owner,
    careProvider: row.care_provider,
    state: row.lost ? 'interrupted' : (row.state as Work['state']),
    done: row.done,
    all: row.total,
    failure: (row.failure ?? undefined) as ErrorCode | undefined,
    outcome: row.outcome ?? undefined,
    bytes: row.bytes,
    startedAt: row.started_at.toISOString(),
    endedAt,
    goneAt: isRunning ? undefined : new Date(row.seen_at.getTime() + KEPT_HOURS * 3_600_000).toISOString(),
  };
}
