import { randomUUID } from 'node:crypto';
import type { DeliveryDesk, DeliveryFilter, DeliveryLine } from '../deliveries/desk.ts';
import { asBridgeError, BridgeError } from '../errors.ts';
import type { Store } from '../store/index.ts';
import type { MessageJobTable } from './tables.ts';

export type MessageAct = 'replay' | 'discard';

/** Messages being replayed or discarded, so many at a time; whoever began it may leave and look again. */
export interface MessageJob {
  readonly id: string;
  readonly act: MessageAct;
  readonly by: string;
  readonly reason: string | undefined;
  readonly filter: DeliveryFilter;
  /** How many there were when it began. */
  readonly total: number;
  readonly done: number;
  /** `interrupted`: its process is gone; begin another for the rest. */
  readonly state: 'running' | 'finished' | 'failed' | 'interrupted';
  /** Code of the error catalogue. */
  readonly failure: string | undefined;
  /** ISO 8601. */
  readonly startedAt: string;
}

interface NewJob {
  readonly act: MessageAct;
  readonly by: string;
  readonly reason: string | undefined;
  readonly filter: DeliveryFilter;
}

/** Puts on the access log what is about to be done, before it is. */
type Announce = (messages: readonly DeliveryLine[], job: string) => Promise<void>;

export interface Jobs {
  /** Begins, and gives the job as it is then; what comes of it is told by {@link Jobs.find}. */
  start(job: NewJob, announce: Announce): Promise<MessageJob>;
  /** Throws NOT_FOUND. */
  find(id: string): Promise<MessageJob>;
  /** Newest first. */
  list(): Promise<readonly MessageJob[]>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/** At a time: one entry on the access log names them all. */
const batch = 100;
const shownJobs = 50;
const lostAfterMs = 60_000;

export function createJobs({ db }: Pick<Store, 'db'>, desk: DeliveryDesk): Jobs {
  const table = 'bridge.message_job';
  const running = new Set<Promise<void>>();
  let stopping = false;

  async function run(id: string, { act, filter }: NewJob, announce: Announce): Promise<void> {
    let done = 0;
    const save = (state: MessageJob['state'], failure: string | null = null) =>
      db.updateTable(table).set({ done, state, failure, seen_at: new Date() }).where('id', '=', id).execute();
    try {
      for await (const messages of batches(desk, act, filter)) {
        if (stopping) return void (await save('interrupted'));
        await announce(messages, id);
        done += await desk[act]({ ids: messages.map((message) => message.id) });
        await save('running');
      }
      await save('finished');
    } catch (thrown) {
      await save('failed', asBridgeError(thrown).code);
    }
  }

  return {
    async start(job, announce) {
      const row = {
        id: randomUUID(),
        act: job.act,
        made_by: job.by,
        reason: job.reason ?? null,
        filter: JSON.stringify(job.filter),
        total: await countOf(desk, job.act, job.filter),
        done: 0,
        state: 'running',
        failure: null,
        started_at: new Date(),
        seen_at: new Date(),
      };
      const kept = await db.insertInto(table).values(row).returningAll().executeTakeFirstOrThrow();
      // A store that does not even take the failure: the job is shown as interrupted after a while.
      const work = run(row.id, job, announce).catch(() => undefined);
      running.add(work);
      void work.finally(() => running.delete(work));
      return jobFrom(kept);
    },
    async find(id) {
      const row = await db.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) throw new BridgeError('NOT_FOUND', 'There is no such job.');
      return jobFrom(row);
    },
    async list() {
      const rows = await db.selectFrom(table).selectAll().orderBy('started_at', 'desc').limit(shownJobs).execute();
      return rows.map(jobFrom);
    },
    async close() {
      stopping = true;
      await Promise.all(running);
    },
  };
}

/** Only dead messages are replayed; also those that wait can be given up. */
const states = { replay: ['dead'], discard: ['dead', 'waiting'] } as const;

export function statesOf(act: MessageAct, filter: DeliveryFilter): readonly ('dead' | 'waiting')[] {
  return states[act].filter((state) => filter.state === undefined || filter.state === state);
}

async function countOf(desk: DeliveryDesk, act: MessageAct, filter: DeliveryFilter): Promise<number> {
  const counts = await Promise.all(statesOf(act, filter).map((state) => desk.count({ ...filter, state })));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Each message once: what is dead again when its turn has been is left to the next job. */
async function* batches(desk: DeliveryDesk, act: MessageAct, filter: DeliveryFilter) {
  for (const state of statesOf(act, filter)) {
    let after: number | undefined;
    for (;;) {
      const messages = await desk.list({ ...filter, state }, batch, after);
      if (messages.length === 0) break;
      yield messages;
      after = messages.at(-1)?.sequence;
    }
  }
}

type JobRow = Omit<MessageJobTable, 'filter' | 'started_at'> & { readonly filter: object; readonly started_at: Date };

function jobFrom(row: JobRow): MessageJob {
  const lost = row.state === 'running' && Date.now() - row.seen_at.getTime() > lostAfterMs;
  return {
    id: row.id,
    act: row.act as MessageAct,
    by: row.made_by,
    reason: row.reason ?? undefined,
    filter: row.filter as DeliveryFilter,
    total: row.total,
    done: row.done,
    state: lost ? 'interrupted' : (row.state as MessageJob['state']),
    failure: row.failure ?? undefined,
    startedAt: row.started_at.toISOString(),
  };
}
