import { type Selectable, type SelectQueryBuilder, type SqlBool, sql, type UpdateObject } from 'kysely';
import type { BreakerState } from '../breaker/index.ts';
import type { Store } from '../store/index.ts';
import type { Schema } from '../store/schema.ts';
import type { DeliveryKind, DeliveryState, FailureClass } from './delivery.ts';
import type { DeliveryDesk, DeliveryFilter, DeliveryLine, DestinationStatus } from './desk.ts';
import { type Head, keysOf, lockKeys, promote } from './heads.ts';
import { inMilliseconds } from './outbox.ts';
import type { DeliveryTable } from './tables.ts';
import type { Vault } from './vault.ts';

interface DeskParts {
  readonly store: Store;
  readonly vault: Vault;
  readonly retryForMs: number;
  /** Those this process sends to, or could. */
  readonly destinations: () => readonly string[];
  readonly breaker: (destination: string) => BreakerState | undefined;
  readonly wake: (heads: readonly Head[]) => void;
}

/** Messages changed in one transaction. */
const AT_ONCE = 500;

/** What an act makes of a row. */
type Change = UpdateObject<Schema, 'bridge.delivery'>;

export function createDesk({ store, vault, retryForMs, destinations, breaker, wake }: DeskParts): DeliveryDesk {
  const { db } = store;

  async function status(): Promise<DestinationStatus[]> {
    // What is counted stands in one index; all else is found by looking at one row.
    const { rows } = await sql<StatusRow>`
      WITH open AS (
        SELECT destination, state, count(*) AS count, min(accepted_at) AS oldest FROM bridge.delivery
        WHERE state IN ('waiting', 'sending', 'dead') GROUP BY destination, state
      ), known AS (
        SELECT destination FROM open
        UNION SELECT name FROM jsonb_array_elements_text(${JSON.stringify(destinations())}::jsonb) AS name
        UNION SELECT destination FROM bridge.delivery_pause
      )
      SELECT k.destination, coalesce(w.count, 0) AS waiting, coalesce(s.count, 0) AS sending,
        coalesce(d.count, 0) AS dead, w.oldest, p.paused_by, p.reason AS pause_reason, p.at AS paused_at,
        (SELECT min(due_at) FROM bridge.delivery f WHERE f.destination = k.destination AND f.due_at <= now()) AS due,
        (SELECT max(finished_at) FROM bridge.delivery f
          WHERE f.destination = k.destination AND f.state = 'delivered') AS delivered,
        t.failure_text, t.failed_at
      FROM known k
      LEFT JOIN open w ON w.destination = k.destination AND w.state = 'waiting'
      LEFT JOIN open s ON s.destination = k.destination AND s.state = 'sending'
      LEFT JOIN open d ON d.destination = k.destination AND d.state = 'dead'
      LEFT JOIN bridge.delivery_pause p ON p.destination = k.destination
      LEFT JOIN LATERAL (
        SELECT failure_text, failed_at FROM bridge.delivery f
        WHERE f.destination = k.destination AND f.state IN ('waiting', 'sending', 'dead') AND f.failed_at IS NOT NULL
        ORDER BY f.failed_at DESC LIMIT 1
      ) AS t ON true
      ORDER BY k.destination`.execute(db);
    return rows.map((row) => statusOf(row, breaker(row.destination)));
  }

  /** Goes through what the filter finds, some at a time; each of them at most once. */
  async function change(filter: DeliveryFilter, states: readonly DeliveryState[], to: Change): Promise<number> {
    let changed = 0;
    for (let after = 0, found = AT_ONCE; found === AT_ONCE; ) {
      const heads = await db.transaction().execute(async (transaction) => {
        const some = await matching(transaction.selectFrom('bridge.delivery'), filter)
          .select(['sequence', 'key'])
          .where('state', 'in', states)
          .where('sequence', '>', after)
          .orderBy('sequence')
          .limit(AT_ONCE)
          .execute();
        found = some.length;
        after = some.at(-1)?.sequence ?? after;
        if (found === 0) return [];
        const keys = keysOf(some);
        await lockKeys(transaction, keys);
        const { numUpdatedRows } = await transaction
          .updateTable('bridge.delivery')
          .set(to)
          .where(
            'sequence',
            'in',
            some.map(({ sequence }) => sequence),
          )
          // What was taken for sending meanwhile is left alone.
          .where('state', 'in', states)
          .executeTakeFirst();
        changed += Number(numUpdatedRows);
        return promote(transaction, keys);
      });
      wake(heads);
    }
    return changed;
  }

  return {
    status,
    async list(filter, limit, after = 0) {
      const rows = await matching(db.selectFrom('bridge.delivery'), filter)
        .selectAll()
        .select(overtaken.as('overtaken'))
        .where('sequence', '>', after)
        .orderBy('sequence')
        .limit(limit)
        .execute();
      return rows.map(lineOf);
    },
    async count(filter, most) {
      const found = matching(db.selectFrom('bridge.delivery'), filter)
        .select('sequence')
        .$if(most !== undefined, (query) => query.limit(most as number));
      const { count } = await db
        .selectFrom(found.as('found'))
        .select((all) => all.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async content(id) {
      const row = await db.selectFrom('bridge.delivery').select('content').where('id', '=', id).executeTakeFirst();
      return row?.content ? vault.open(id, row.content) : undefined;
    },
    replay: (filter) =>
      change(filter, ['dead'], {
        state: 'waiting',
        attempts: 0,
        mishaps: 0,
        finished_at: null,
        gives_up_at: inMilliseconds(retryForMs),
      }),
    discard: (filter) =>
      change(filter, ['dead', 'waiting'], {
        state: 'discarded',
        content: null,
        due_at: null,
        finished_at: sql<Date>`now()`,
      }),
    async pause(destination, paused_by, reason) {
      await db
        .insertInto('bridge.delivery_pause')
        .values({ destination, paused_by, reason })
        .onConflict((conflict) =>
          conflict.column('destination').doUpdateSet({ paused_by, reason, at: sql<Date>`now()` }),
        )
        .execute();
    },
    async resume(destination) {
      await db.deleteFrom('bridge.delivery_pause').where('destination', '=', destination).execute();
    },
  };
}

/** A later message of its key was delivered. */
const overtaken = sql<boolean>`state = 'dead' AND EXISTS (
  SELECT FROM bridge.delivery later
  WHERE later.key = bridge.delivery.key AND later.state = 'delivered' AND later.sequence > bridge.delivery.sequence)`;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function matching<Row>(query: SelectQueryBuilder<Schema, 'bridge.delivery', Row>, filter: DeliveryFilter) {
  const { ids, destination, kind, state, reason, correlationId, from, to } = filter;
  return query
    .$if(ids !== undefined, (q) => {
      const known = (ids ?? []).filter((id) => uuid.test(id));
      return known.length > 0 ? q.where('id', 'in', known) : q.where(sql<SqlBool>`false`);
    })
    .$if(destination !== undefined, (q) => q.where('destination', '=', destination as string))
    .$if(kind !== undefined, (q) => q.where('kind', '=', kind as string))
    .$if(state !== undefined, (q) => q.where('state', '=', state as string))
    .$if(reason !== undefined, (q) => q.where('failure_reason', '=', reason as string))
    .$if(correlationId !== undefined, (q) => q.where('correlation_id', '=', correlationId as string))
    .$if(from !== undefined, (q) => q.where('accepted_at', '>=', new Date(from as string)))
    .$if(to !== undefined, (q) => q.where('accepted_at', '<=', new Date(to as string)));
}

function lineOf(row: Selectable<DeliveryTable> & { overtaken: boolean }): DeliveryLine {
  const { failure_class, failure_reason, failure_text, failed_at } = row;
  return {
    id: row.id,
    destination: row.destination,
    kind: row.kind as DeliveryKind,
    state: row.state as DeliveryState,
    group: row.key.toString('hex', 0, 4),
    sequence: row.sequence,
    correlationId: row.correlation_id,
    facts: row.facts,
    bytes: row.bytes,
    acceptedAt: row.accepted_at.toISOString(),
    attempts: row.attempts,
    nextAttemptAt: row.due_at?.toISOString(),
    finishedAt: row.finished_at?.toISOString(),
    failure:
      failed_at === null
        ? undefined
        : {
            class: failure_class as FailureClass | 'bug',
            reason: failure_reason ?? '',
            text: failure_text ?? '',
            at: failed_at.toISOString(),
          },
    overtaken: row.overtaken,
  };
}

interface StatusRow {
  readonly destination: string;
  readonly waiting: number;
  readonly sending: number;
  readonly dead: number;
  readonly oldest: Date | null;
  readonly due: Date | null;
  readonly paused_by: string | null;
  readonly pause_reason: string | null;
  readonly paused_at: Date | null;
  readonly delivered: Date | null;
  readonly failure_text: string | null;
  readonly failed_at: Date | null;
}

function statusOf(row: StatusRow, breaker: BreakerState | undefined): DestinationStatus {
  const { paused_by: by, pause_reason: reason, paused_at: at, delivered, failed_at, failure_text } = row;
  const inTrouble = failed_at !== null && (delivered === null || failed_at > delivered);
  return {
    destination: row.destination,
    waiting: row.waiting,
    sending: row.sending,
    dead: row.dead,
    oldestAt: row.oldest?.toISOString(),
    dueAt: row.due?.toISOString(),
    paused: by !== null && at !== null ? { by, reason: reason ?? '', at: at.toISOString() } : undefined,
    breaker,
    lastDeliveredAt: delivered?.toISOString(),
    trouble: inTrouble ? (failure_text ?? undefined) : undefined,
  };
}
