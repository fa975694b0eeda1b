import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Sealer } from '../../bus/seal.ts';
import type { PatientId } from '../../contracts/record.ts';
import type { CapturePlace } from '../../sources/capture.ts';
import type { Store } from '../../store/index.ts';
import type { UnmaskingTable } from '../tables.ts';
import type { Unmasking, UnmaskingSubject } from './subject.ts';

/** A message as it passed, with whose it is where that was known then. */
export interface CapturedMessage {
  readonly at: string;
  readonly place: CapturePlace;
  readonly correlationId: string;
  readonly patient: PatientId | undefined;
  readonly content: Buffer;
}

/** An approved capture that is not over, and how many exchanges it may still take. */
export interface OpenCapture {
  readonly id: string;
  readonly consumer: string;
  readonly producer: string;
}

export function createUnmaskingStore({ db }: Pick<Store, 'db'>, sealer: Sealer) {
  const unmaskings = 'bridge.unmasking';
  const messages = 'bridge.captured_message';
  return {
    async insert(asked: Pick<Unmasking, 'id' | 'subject' | 'reason' | 'askedBy' | 'careProvider'>): Promise<Unmasking> {
      const row = {
        id: asked.id,
        ...columnsOf(asked.subject),
        reason: asked.reason,
        asked_by: asked.askedBy,
        care_provider: asked.careProvider,
        asked_at: new Date(),
      };
      return unmaskingFrom(await db.insertInto(unmaskings).values(row).returningAll().executeTakeFirstOrThrow());
    },
    async find(id: string): Promise<Unmasking | undefined> {
      const row = await db.selectFrom(unmaskings).selectAll().where('id', '=', id).executeTakeFirst();
      return row && unmaskingFrom(row);
    },
    /** Newest first. */
    async list(): Promise<readonly Unmasking[]> {
      const rows = await db.selectFrom(unmaskings).selectAll().orderBy('asked_at', 'desc').limit(100).execute();
      return rows.map(unmaskingFrom);
    },
    /** Whether it was still to be answered: of two who answer at once, one does. */
    async answer(id: string, by: string, endsAt: Date | null): Promise<boolean> {
      const answered = await db
        .updateTable(unmaskings)
        .set({ answered_by: by, answered_at: new Date(), ends_at: endsAt })
        .where('id', '=', id)
        .where('answered_by', 'is', null)
        .returning('id')
        .execute();
      return answered.length > 0;
    },
    async openCaptures(): Promise<readonly OpenCapture[]> {
      const rows = await db
        .selectFrom(unmaskings)
        .select(['id', 'consumer', 'producer'])
        .where('ends_at', '>', new Date())
        .where('message', 'is', null)
        .where(
          'exchanges',
          '>',
          sql<number>`(SELECT count(DISTINCT correlation_id) FROM bridge.captured_message WHERE unmasking = bridge.unmasking.id)`,
        )
        .execute();
      return rows.map(({ id, consumer, producer }) => ({ id, consumer: consumer ?? '', producer: producer ?? '' }));
    },
    /** Keeps a message, unless the capture is over or has its exchanges. */
    async keep(
      capture: string,
      { place, correlationId, patient, content }: Omit<CapturedMessage, 'at'>,
    ): Promise<void> {
      const id = randomUUID();
      const sealed = sealer.seal(Buffer.concat([header(patient), content]), id);
      await db.transaction().execute(async (transaction) => {
        // One after the other, so that processes that capture at the same time count together.
        const { rows } = await sql<{ open: boolean }>`
          SELECT ends_at > now() AND (
            EXISTS (SELECT FROM bridge.captured_message c WHERE c.unmasking = u.id AND c.correlation_id = ${correlationId})
            OR (SELECT count(DISTINCT correlation_id) FROM bridge.captured_message c WHERE c.unmasking = u.id) < u.exchanges
          ) AS open FROM bridge.unmasking u WHERE id = ${capture} FOR UPDATE`.execute(transaction);
        if (!rows[0]?.open) return;
        const row = { id, unmasking: capture, at: new Date(), place, correlation_id: correlationId, sealed };
        await transaction.insertInto(messages).values(row).execute();
      });
    },
    /** In the order in which they passed. */
    async captured(unmasking: string): Promise<readonly CapturedMessage[]> {
      const rows = await db.selectFrom(messages).selectAll().where('unmasking', '=', unmasking).orderBy('at').execute();
      return rows.flatMap(({ id, at, place, correlation_id: correlationId, sealed }) => {
        const opened = sealer.open(sealed, id);
        const told = { at: at.toISOString(), place: place as CapturePlace, correlationId };
        return opened ? [{ ...told, ...parted(opened) }] : [];
      });
    },
    /** Destroys what was captured for those whose time is over; gives how many messages. */
    async sweep(): Promise<number> {
      const gone = await db
        .deleteFrom(messages)
        .where('unmasking', 'in', db.selectFrom(unmaskings).select('id').where('ends_at', '<=', new Date()))
        .returning('id')
        .execute();
      return gone.length;
    },
  };
}

export type UnmaskingStore = ReturnType<typeof createUnmaskingStore>;

/** Whose it is stands before the content, sealed with it: one line of JSON. */
function header(patient: PatientId | undefined): Buffer {
  return Buffer.from(`${JSON.stringify(patient ?? null)}\n`);
}

function parted(opened: Buffer): Pick<CapturedMessage, 'patient' | 'content'> {
  const end = opened.indexOf('\n');
  const patient = JSON.parse(opened.toString('utf8', 0, end)) as PatientId | null;
  return { patient: patient ?? undefined, content: opened.subarray(end + 1) };
}

function columnsOf(subject: UnmaskingSubject) {
  if (subject.kind === 'message') return { message: subject.message };
  const { consumer, producer, exchanges } = subject;
  return { consumer, producer, exchanges };
}

type Row = Omit<UnmaskingTable, 'asked_at'> & { readonly asked_at: Date };

function unmaskingFrom(row: Row): Unmasking {
  const { message, consumer, producer, exchanges } = row;
  return {
    id: row.id,
    subject:
      message !== null
        ? { kind: 'message', message }
        : { kind: 'capture', consumer: consumer ?? '', producer: producer ?? '', exchanges: exchanges ?? 0 },
    reason: row.reason,
    askedBy: row.asked_by,
    careProvider: row.care_provider,
    askedAt: row.asked_at.toISOString(),
    answeredBy: row.answered_by ?? undefined,
    endsAt: row.ends_at?.toISOString(),
    state: stateOf(row),
  };
}

function stateOf({ answered_by: by, ends_at: end, asked_at: asked }: Row): Unmasking['state'] {
  if (by === null) return asked.getTime() + 86_400_000 < Date.now() ? 'over' : 'asked';
  if (end === null) return 'refused';
  return end.getTime() > Date.now() ? 'open' : 'over';
}
