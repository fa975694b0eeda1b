import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Schema, Store } from '../store/index.ts';
import type { Keeping, Secrets } from './keeping.ts';
import type { ReferralMessage, RequestMessage } from './message.ts';
import { ReferralRefused } from './refused.ts';

/**
 * How far a referral has come: taken in here; taken by the receiver; the receiving unit has said what becomes of it; it
 * has answered.
 */
export const referralStates = ['accepted', 'delivered', 'confirmed', 'answered'] as const;
export type ReferralState = (typeof referralStates)[number];

/** A referral as it stands. HSA-ids of units in upper case, times ISO 8601. */
export interface Referral extends Secrets {
  /** Ours: it says nothing. */
  readonly id: string;
  readonly requestingUnit: string;
  readonly receivingUnit: string;
  readonly major: number;
  readonly version: number;
  readonly state: ReferralState;
  /** Type of the latest confirmation or outcome: BEK, VID, KOM, AVB, AVV, DSV, PSV, SSV, SVA. */
  readonly said: string | undefined;
  /** A message of it was set aside: somebody must see to it. */
  readonly failed: boolean;
  readonly acceptedAt: string;
  readonly changedAt: string;
}

/** A message of a referral, as it is told of to those concerned. */
export interface ReferralStep {
  readonly id: string;
  readonly kind: string;
  readonly type: string;
  readonly version: number;
  readonly from: string;
  readonly to: string;
  readonly attachments: number;
  readonly acceptedAt: string;
  readonly deliveredAt: string | undefined;
  /** How its delivery stands; undefined once that is forgotten. */
  readonly delivery:
    | { readonly state: string; readonly attempts: number; readonly reason: string | undefined }
    | undefined;
}

export interface NewMessage {
  readonly message: ReferralMessage;
  readonly digest: Buffer;
  /** Name of its destination. */
  readonly destination: string;
}

interface Kept {
  readonly id: string;
  /** It was accepted before: nothing was written. */
  readonly repeated: boolean;
}

export interface ReferralStore {
  /**
   * Writes a message down in the transaction that sends it. Throws ReferralRefused when its name was used before for
   * another content.
   */
  keep(transaction: Transaction<Schema>, given: NewMessage): Promise<Kept>;
  /** Whether the very message was accepted before; what else uses its name throws ReferralRefused. */
  wasKept(message: ReferralMessage, digest: Buffer): Promise<boolean>;
  byRequestId(requestId: string): Promise<Referral | undefined>;
  find(id: string): Promise<Referral | undefined>;
  /** Of which the unit, by any of its HSA-ids, is one side, changed last first. */
  ofUnit(unit: readonly string[], question: UnitQuestion): Promise<readonly Referral[]>;
  /** In the order in which they were accepted. */
  steps(referral: string): Promise<readonly ReferralStep[]>;
  /** The receiver has taken it; `receipt` is its own id for that. */
  delivered(message: string, receipt: string | undefined): Promise<void>;
  /** Forgets what has not changed for so many days, but for what still has a message to be delivered or judged. Gives how many. */
  forget(days: number): Promise<number>;
}

export interface UnitQuestion {
  readonly side: 'requesting' | 'receiving' | 'either';
  readonly consultations?: true;
  /** ISO 8601: changed before it. */
  readonly before?: string | undefined;
  readonly limit: number;
}

const deliveryOfMessage = sql<string>`message.id::uuid`;

export function createReferralStore({ db }: Pick<Store, 'db'>, keeping: Keeping): ReferralStore {
  type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];
  const select = () =>
    db
      .selectFrom('bridge.referral')
      .selectAll()
      .select((eb) =>
        eb
          .exists(
            eb
              .selectFrom('bridge.referral_message as message')
              .innerJoin('bridge.delivery as delivery', (join) => join.on('delivery.id', '=', deliveryOfMessage))
              .select('message.id')
              .whereRef('message.referral', '=', 'bridge.referral.id')
              .where('delivery.state', 'in', ['dead', 'discarded']),
          )
          .as('failed'),
      );

  const referralOf = (row: Row): Referral => ({
    ...keeping.open(row.sealed, row.id),
    id: row.id,
    requestingUnit: row.requesting_unit,
    receivingUnit: row.receiving_unit,
    major: row.major,
    version: row.version,
    state: row.state as ReferralState,
    said: row.said ?? undefined,
    failed: Boolean(row.failed),
    acceptedAt: row.accepted_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
  });

  async function repeatOf(
    executor: Kysely<Schema>,
    { message, digest }: Pick<NewMessage, 'message' | 'digest'>,
  ): Promise<Kept | undefined> {
    const known = await executor
      .selectFrom('bridge.referral_message')
      .select(['id', 'digest'])
      .where('message_key', '=', keeping.keyOfMessage(message))
      .executeTakeFirst();
    if (!known) return undefined;
    if (!digest.equals(known.digest))
      throw new ReferralRefused({ rule: 'Its id and version were used before, for another content.' });
    return { id: known.id, repeated: true };
  }

  /** Locked, so that messages of one referral are kept one after the other; made by its first request. */
  async function rowOf(transaction: Transaction<Schema>, message: ReferralMessage, now: Date) {
    const request_key = keeping.keyOfReferral(message.requestId);
    if (message.kind === 'request') {
      const id = randomUUID();
      await transaction
        .insertInto('bridge.referral')
        .values({ id, request_key, accepted_at: now, ...standingAt(message, id, now) })
        .onConflict((conflict) => conflict.column('request_key').doNothing())
        .execute();
    }
    return transaction
      .selectFrom('bridge.referral')
      .select(['id', 'version'])
      .where('request_key', '=', request_key)
      .forUpdate()
      .executeTakeFirstOrThrow();
  }

  /** Where a request puts its referral. */
  function standingAt(
    { requestId, patient, consultation, from, to, major, version }: RequestMessage,
    id: string,
    now: Date,
  ) {
    return {
      requesting_unit: from,
      receiving_unit: to,
      major,
      version,
      state: 'accepted',
      said: null,
      consultation: consultation !== undefined,
      sealed: keeping.seal({ requestId, patient, consultation }, id),
      changed_at: now,
    };
  }

  async function advance(
    transaction: Transaction<Schema>,
    { id, version }: { readonly id: string; readonly version: number },
    message: ReferralMessage,
    now: Date,
  ): Promise<void> {
    // An older version that comes late changes nothing, nor does an answer to it.
    if (message.kind === 'request' ? message.version <= version : message.version !== version) return;
    const change =
      message.kind === 'request'
        ? standingAt(message, id, now)
        : { state: message.kind === 'confirmation' ? 'confirmed' : 'answered', said: message.type, changed_at: now };
    await transaction.updateTable('bridge.referral').set(change).where('id', '=', id).execute();
  }

  return {
    async keep(transaction, given) {
      const { message, digest, destination } = given;
      const now = new Date();
      const row = await rowOf(transaction, message, now);
      const repeated = await repeatOf(transaction, given);
      if (repeated) return repeated;
      await advance(transaction, row, message, now);
      const id = randomUUID();
      await transaction
        .insertInto('bridge.referral_message')
        .values({
          id,
          referral: row.id,
          message_key: keeping.keyOfMessage(message),
          digest,
          kind: message.kind,
          type: message.kind === 'request' ? message.reason : message.type,
          version: message.version,
          from_unit: message.from,
          to_unit: message.to,
          destination,
          attachments: message.attachments,
          accepted_at: now,
          delivered_at: null,
          receipt: null,
        })
        .execute();
      return { id, repeated: false };
    },
    wasKept: async (message, digest) => (await repeatOf(db, { message, digest })) !== undefined,
    async byRequestId(requestId) {
      const row = await select().where('request_key', '=', keeping.keyOfReferral(requestId)).executeTakeFirst();
      return row && referralOf(row);
    },
    async find(id) {
      const row = await select().where('id', '=', id).executeTakeFirst();
      return row && referralOf(row);
    },
    async ofUnit(unit, { side, consultations, before, limit }) {
      const names = unit.map((one) => one.toUpperCase());
      const rows = await select()
        .where((eb) =>
          eb.or([
            ...(side === 'receiving' ? [] : [eb('requesting_unit', 'in', names)]),
            ...(side === 'requesting' ? [] : [eb('receiving_unit', 'in', names)]),
          ]),
        )
        .$if(consultations === true, (query) => query.where('consultation', '=', true))
        .$if(before !== undefined, (query) => query.where('changed_at', '<', new Date(before as string)))
        .orderBy('changed_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(referralOf);
    },
    async steps(referral) {
      const rows = await db
        .selectFrom('bridge.referral_message as message')
        .leftJoin('bridge.delivery as delivery', (join) => join.on('delivery.id', '=', deliveryOfMessage))
        .selectAll('message')
        .select(['delivery.state', 'delivery.attempts', 'delivery.failure_reason'])
        .where('referral', '=', referral)
        .orderBy('message.accepted_at')
        .execute();
      return rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        type: row.type,
        version: row.version,
        from: row.from_unit,
        to: row.to_unit,
        attachments: row.attachments,
        acceptedAt: row.accepted_at.toISOString(),
        deliveredAt: row.delivered_at?.toISOString(),
        delivery: row.state === null ? undefined : deliveryOf(row.state, row.attempts, row.failure_reason),
      }));
    },
    async delivered(message, receipt) {
      const now = new Date();
      await db.transaction().execute(async (transaction) => {
        const row = await transaction
          .updateTable('bridge.referral_message')
          .set({ delivered_at: now, receipt: receipt ?? null })
          .where('id', '=', message)
          .returning(['referral', 'kind', 'version'])
          .executeTakeFirst();
        if (row?.kind !== 'request') return;
        await transaction
          .updateTable('bridge.referral')
          .set({ state: 'delivered', changed_at: now })
          .where('id', '=', row.referral)
          .where('state', '=', 'accepted')
          .where('version', '=', row.version)
          .execute();
      });
    },
    async forget(days) {
      const { numAffectedRows = 0n } = await sql`
        DELETE FROM bridge.referral WHERE changed_at < now() - ${days} * interval '1 day' AND NOT EXISTS (
          SELECT FROM bridge.referral_message AS message
            JOIN bridge.delivery AS delivery ON delivery.id = message.id::uuid
            WHERE message.referral = referral.id AND delivery.state NOT IN ('delivered', 'discarded')
        )`.execute(db);
      return Number(numAffectedRows);
    },
  };
}

function deliveryOf(state: string, attempts: number | null, reason: string | null): ReferralStep['delivery'] {
  return { state, attempts: attempts ?? 0, reason: reason ?? undefined };
}
