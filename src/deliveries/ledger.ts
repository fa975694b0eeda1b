import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Store } from '../store/index.ts';
import type { Delivery, DeliveryKind, FailureClass } from './delivery.ts';
import { type Head, lockKeys, promote } from './heads.ts';
import { inMilliseconds } from './outbox.ts';

/** A message that this process has on lease. */
export interface Claim {
  readonly id: string;
  readonly destination: string;
  readonly kind: DeliveryKind;
  readonly key: Buffer;
  readonly correlationId: string;
  readonly facts: Delivery['facts'];
  /** Sealed; null when it was lost. */
  readonly content: Buffer | null;
  readonly lease: string;
  /** Tried before. */
  readonly attempts: number;
  /** Of these, in a row, what ended in nothing we know. */
  readonly mishaps: number;
  readonly doubtful: boolean;
  /** Its time is up: this attempt is the last. */
  readonly last: boolean;
  /** Since it was put. */
  readonly ageMs: number;
}

/** What the database knows of messages on their way: who has which, and what came of it. */
export interface Ledger {
  /** Takes heads that are due, of those named, for `leaseMs`. */
  claim(ids: readonly string[], leaseMs: number): Promise<Claim[]>;
  /** The oldest heads that are due at a destination that is not paused. */
  due(destination: string, limit: number): Promise<string[]>;
  /** Gives the heads that came after them; false = another process had it meanwhile. */
  delivered(claim: Claim, receipt: string | undefined): Promise<Head[] | false>;
  died(claim: Claim, why: Why): Promise<Head[] | false>;
  /** To be sent again after a while. */
  postponed(claim: Claim, delayMs: number, why: Why): Promise<void>;
  /** As if it had not been tried: nothing was learned of it. */
  handedBack(claim: Claim): Promise<void>;
  /** Takes back what vanished processes had. With `all`, also what has its time left: there is no other process. */
  recover(all: boolean): Promise<Head[]>;
  /** Forgets what was finished more than so many days ago. Gives how many. */
  forget(days: number): Promise<number>;
}

/** `bug`: ours, and no answer of the receiver's. */
export interface Why {
  readonly class: FailureClass | 'bug';
  readonly reason: string;
  readonly text: string;
}

const nobody = { lease: null, lease_until: null } as const;

export function createLedger({ db }: Store): Ledger {
  async function finish(
    { id, key, lease }: Claim,
    changes: { state: 'delivered' | 'dead'; content?: null; receipt?: string | undefined } & Partial<Failure>,
  ): Promise<Head[] | false> {
    return db.transaction().execute(async (transaction) => {
      await lockKeys(transaction, [key]);
      const done = await transaction
        .updateTable('bridge.delivery')
        .set({ ...changes, ...nobody, mishaps: 0, finished_at: sql<Date>`now()` })
        .where('id', '=', id)
        .where('lease', '=', lease)
        .executeTakeFirst();
      return done.numUpdatedRows > 0n && promote(transaction, [key]);
    });
  }

  return {
    async claim(ids, leaseMs) {
      if (ids.length === 0) return [];
      const lease = randomUUID();
      const { rows } = await sql<Omit<Claim, 'lease'>>`
        UPDATE bridge.delivery d SET state = 'sending', due_at = NULL, attempts = attempts + 1, mishaps = mishaps + 1,
          lease = ${lease}, lease_until = ${inMilliseconds(leaseMs)}
        WHERE id IN (${sql.join(ids)}) AND state = 'waiting' AND due_at <= now()
          AND NOT EXISTS (SELECT FROM bridge.delivery_pause p WHERE p.destination = d.destination)
        RETURNING id, destination, kind, key, correlation_id AS "correlationId", facts, content, attempts - 1 AS attempts,
          mishaps - 1 AS mishaps, doubtful, gives_up_at <= now() AS last,
          (extract(epoch FROM now() - accepted_at) * 1000)::float8 AS "ageMs"`.execute(db);
      return rows.map((row) => ({ ...row, lease }));
    },
    async due(destination, limit) {
      const { rows } = await sql<{ id: string }>`
        SELECT id FROM bridge.delivery WHERE destination = ${destination} AND due_at <= now()
          AND NOT EXISTS (SELECT FROM bridge.delivery_pause WHERE destination = ${destination})
        ORDER BY due_at LIMIT ${limit}`.execute(db);
      return rows.map(({ id }) => id);
    },
    delivered: (claim, receipt) => finish(claim, { state: 'delivered', content: null, receipt }),
    died: (claim, why) => finish(claim, { state: 'dead', ...failureOf(why) }),
    async postponed({ id, lease, mishaps }, delayMs, why) {
      await db
        .updateTable('bridge.delivery')
        .set({ state: 'waiting', ...nobody, ...failureOf(why), due_at: inMilliseconds(delayMs) })
        .set({ mishaps: why.class === 'bug' ? mishaps + 1 : 0 })
        .where('id', '=', id)
        .where('lease', '=', lease)
        .execute();
    },
    async handedBack({ id, lease, attempts, mishaps }) {
      await db
        .updateTable('bridge.delivery')
        .set({ state: 'waiting', ...nobody, due_at: sql<Date>`now()`, attempts, mishaps })
        .where('id', '=', id)
        .where('lease', '=', lease)
        .execute();
    },
    async recover(all) {
      const over = all ? sql`true` : sql`lease_until < now()`;
      const { rows } = await sql<Head>`
        UPDATE bridge.delivery SET state = 'waiting', lease = NULL, lease_until = NULL, due_at = now(), doubtful = true
        WHERE state = 'sending' AND ${over} RETURNING id, destination`.execute(db);
      return rows;
    },
    async forget(days) {
      const { numAffectedRows = 0n } = await sql`
        DELETE FROM bridge.delivery WHERE state IN ('delivered', 'discarded')
          AND finished_at < now() - ${days} * interval '1 day'`.execute(db);
      return Number(numAffectedRows);
    },
  };
}

type Failure = ReturnType<typeof failureOf>;

function failureOf({ class: failure_class, reason: failure_reason, text: failure_text }: Why) {
  const mayHaveArrived = failure_class === 'no-answer' || failure_class === 'bug';
  const failure = { failure_class, failure_reason, failure_text, failed_at: sql<Date>`now()` };
  return { ...failure, ...(mayHaveArrived && { doubtful: true }) };
}
