import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { PatientId } from '../../contracts/record.ts';
import type { Schema, Store } from '../../store/index.ts';
import type { Action, Recorded } from '../action.ts';

export type Subject = 'relation' | 'assertion' | 'block' | 'revoke';
/** What can be done about a registration, once each. */
type EventName = 'opened' | 'cancelled' | 'deleted';

/** What was registered, with what must be known of it to find it. HSA-ids in upper case, instants ISO 8601 in UTC. */
interface Registration<Content> {
  readonly subject: Subject;
  readonly id: string;
  /** Of a temporary lift: the block's id. */
  readonly parent?: string;
  readonly patient: PatientId;
  readonly careProvider: string;
  readonly end: string | undefined;
  readonly content: Content;
}

export interface Registered<Content> {
  readonly subject: Subject;
  readonly parent: string | undefined;
  readonly patient: PatientId;
  readonly careProvider: string;
  readonly recordedAt: string;
  /** ISO 8601. */
  readonly end: string | undefined;
  readonly content: Content;
  readonly events: Readonly<Partial<Record<EventName, Recorded>>>;
}

interface Question {
  readonly patients: readonly PatientId[];
  readonly careProviders?: readonly string[] | undefined;
  readonly asOf?: Date | undefined;
}

/** The registrations in the database. Rows are added and never changed. */
export interface Registry {
  /** False when the id is taken; nothing is written then. */
  add(registration: Registration<object>, at: Date): Promise<boolean>;
  /** False when it had been done before. */
  addEvent(subject: Subject, id: string, event: EventName, action: Action, at: Date): Promise<boolean>;
  find<Content>(subject: Subject, id: string): Promise<Registered<Content> | undefined>;
  /** All of one patient, latest first, in one query; taken back or over ones too. */
  ofPatient<Content>(subjects: readonly Subject[], question: Question): Promise<Registered<Content>[]>;
  /** Written down, or something done about it, at or after `since`; what was touched last comes last. */
  since<Content>(
    subject: Subject,
    careProviders: readonly string[],
    since: Date,
    limit: number,
  ): Promise<Registered<Content>[]>;
}

const latestTouch = sql<Date>`greatest(bridge.registration.recorded_at, (
  SELECT max(event.recorded_at) FROM bridge.registration_event AS event
  WHERE event.subject = bridge.registration.subject AND event.id = bridge.registration.id))`;

/**
 * Asked once for every call about a patient, and so prepared: putting the statement together and planning it would cost
 * more than what it finds.
 */
const OF_PATIENT = `
  SELECT subject, parent, patient_id, patient_type, care_provider, recorded_at, ends_at, content,
    (SELECT coalesce(json_agg(happening), '[]')
      FROM (
        SELECT event, recorded_at, action FROM bridge.registration_event AS happened
        WHERE happened.subject = registration.subject AND happened.id = registration.id
          AND ($5::timestamptz IS NULL OR happened.recorded_at <= $5)
      ) AS happening) AS events
  FROM bridge.registration AS registration
  WHERE (patient_id, patient_type) IN (SELECT * FROM unnest($1::text[], $2::text[]))
    AND subject = ANY($3::text[])
    AND ($4::text[] IS NULL OR care_provider = ANY($4))
    AND ($5::timestamptz IS NULL OR recorded_at <= $5)
  ORDER BY recorded_at DESC, id`;

type Condition = (eb: ExpressionBuilder<Schema, 'bridge.registration'>) => Expression<SqlBool>;

export function createRegistry({ db, pool }: Pick<Store, 'db' | 'pool'>): Registry {
  function select(condition: Condition) {
    return db
      .selectFrom('bridge.registration')
      .select(['subject', 'parent', 'patient_id', 'patient_type', 'care_provider', 'recorded_at', 'ends_at', 'content'])
      .select((eb) =>
        jsonArrayFrom(
          eb
            .selectFrom('bridge.registration_event as event')
            .select(['event.event', 'event.recorded_at', 'event.action'])
            .whereRef('event.subject', '=', 'bridge.registration.subject')
            .whereRef('event.id', '=', 'bridge.registration.id'),
        ).as('events'),
      )
      .where(condition);
  }
  type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

  function registered<Content>(row: Row): Registered<Content> {
    return {
      subject: row.subject as Subject,
      parent: row.parent ?? undefined,
      patient: { id: row.patient_id, type: row.patient_type },
      careProvider: row.care_provider,
      recordedAt: row.recorded_at.toISOString(),
      end: row.ends_at?.toISOString(),
      content: row.content as Content,
      events: Object.fromEntries(
        row.events.map(({ event, recorded_at, action }) => [
          event,
          { action: action as Action, recordedAt: new Date(recorded_at).toISOString() },
        ]),
      ),
    };
  }

  return {
    async add({ subject, id, parent, patient, careProvider, end, content }, at) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('bridge.registration')
        .values({
          subject,
          id,
          parent: parent ?? null,
          patient_id: patient.id,
          patient_type: patient.type,
          care_provider: careProvider,
          recorded_at: at,
          ends_at: end === undefined ? null : new Date(end),
          content: JSON.stringify(content),
        })
        .onConflict((conflict) => conflict.columns(['subject', 'id']).doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },
    async addEvent(subject, id, event, action, at) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('bridge.registration_event')
        .values({ subject, id, event, recorded_at: at, action: JSON.stringify(action) })
        .onConflict((conflict) => conflict.columns(['subject', 'id', 'event']).doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },
    async find<Content>(subject: Subject, id: string) {
      const row = await select((eb) => eb.and({ subject, id })).executeTakeFirst();
      return row && registered<Content>(row);
    },
    async ofPatient<Content>(subjects: readonly Subject[], { patients, careProviders, asOf }: Question) {
      const identities = [patients.map(({ id }) => id), patients.map(({ type }) => type)];
      const values = [...identities, subjects, careProviders ?? null, asOf ?? null];
      const { rows } = await pool.query<Row>({ name: 'registrations-of-patient', text: OF_PATIENT, values });
      return rows.map((row) => registered<Content>(row));
    },
    async since<Content>(subject: Subject, careProviders: readonly string[], since: Date, limit: number) {
      const touched = db
        .selectFrom('bridge.registration_event')
        .select('id')
        .where('subject', '=', subject)
        .where('recorded_at', '>=', since);
      const rows = await select((eb) =>
        eb.and([
          eb.and({ subject }),
          eb('care_provider', 'in', careProviders),
          eb.or([eb('recorded_at', '>=', since), eb('id', 'in', touched)]),
        ]),
      )
        .orderBy(latestTouch)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map((row) => registered<Content>(row));
    },
  };
}
