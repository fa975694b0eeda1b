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

type Condition = (eb: ExpressionBuilder<Schema, 'bridge.registration'>) => Expression<SqlBool>;

export function createRegistry({ db }: Pick<Store, 'db'>): Registry {
  function select(condition: Condition, asOf?: Date) {
    return db
      .selectFrom('bridge.registration')
      .select(['subject', 'parent', 'patient_id', 'patient_type', 'care_provider', 'recorded_at', 'ends_at', 'content'])
      .select((eb) =>
        jsonArrayFrom(
          eb
            .selectFrom('bridge.registration_event as event')
            .select(['event.event', 'event.recorded_at', 'event.action'])
            .whereRef('event.subject', '=', 'bridge.registration.subject')
            .whereRef('event.id', '=', 'bridge.registration.id')
            .$if(asOf !== undefined, (query) => query.where('event.recorded_at', '<=', asOf as Date)),
        ).as('events'),
      )
      .where(condition)
      .$if(asOf !== undefined, (query) => query.where('recorded_at', '<=', asOf as Date));
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
      const rows = await select((eb) => {
        const identity = eb.or(patients.map(({ id, type }) => eb.and({ patient_id: id, patient_type: type })));
        const provider = careProviders ? [eb('care_provider', 'in', careProviders)] : [];
        return eb.and([identity, eb('subject', 'in', subjects), ...provider]);
      }, asOf)
        .orderBy('recorded_at', 'desc')
        .orderBy('id')
        .execute();
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
