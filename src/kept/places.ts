import { type RawBuilder, sql } from 'kysely';
import type { KeptPurpose, Purpose } from '../bus/purposes.ts';
import { launchSeconds } from '../launches/launches.ts';
import { keptMs as liftRequestKeptMs } from '../lift-requests/store.ts';
import { KEPT_HOURS as longWorkKeptHours } from '../long-work/long-works.ts';

/** A column of the store that holds envelopes. */
export interface Place {
  readonly what: string;
  /** What its key is derived by from a line of the key file, one after the other. */
  readonly purposes: readonly Purpose[];
  /** Table and column in the schema `bridge`. */
  readonly column: string;
  /** How an envelope is written there. */
  readonly as: 'bytes' | 'base64';
  /** Its table, joined to what tells when a row is needed no more. */
  readonly from: RawBuilder<unknown>;
  /** When a row is needed no more; a text where no clock ends it. */
  readonly ends: RawBuilder<Date> | string;
}

/** The first five bytes of an envelope: no more of it is read. */
export function headAt({ column, as }: Pick<Place, 'column' | 'as'>): RawBuilder<Buffer> {
  const bytes = as === 'bytes' ? sql.ref(column) : sql`decode(left(${sql.ref(column)}, 8), 'base64')`;
  return sql<Buffer>`substring(${bytes} from 1 for 5)`;
}

const after = (column: string, seconds: number) => sql<Date>`${sql.ref(column)} + make_interval(secs => ${seconds})`;

/** How long what a configuration says of is kept. */
export interface KeptFor {
  readonly sessionHours: number;
  readonly referralDays: number;
}

/** Every one of them; docs/operations.md tells the same. */
export function placesOf({ sessionHours, referralDays }: KeptFor): readonly Place[] {
  const liftRequestEnds = after('lift_request.asked_at', liftRequestKeptMs / 1_000);
  const places: Readonly<Record<KeptPurpose, readonly Omit<Place, 'purposes'>[]>> = {
    contents: [
      {
        what: 'durable messages',
        column: 'delivery.content',
        as: 'bytes',
        from: sql`bridge.delivery WHERE content IS NOT NULL`,
        ends: 'until they are delivered or discarded',
      },
    ],
    referrals: [
      {
        what: 'referrals',
        column: 'referral.sealed',
        as: 'bytes',
        from: sql`bridge.referral`,
        // One that is there is opened: it stays beyond its days while a message of it is still to be delivered or judged.
        ends: sql`greatest(${after('referral.changed_at', referralDays * 86_400)}, now() + interval '1 hour')`,
      },
    ],
    'captured-messages': [
      {
        what: 'captured messages',
        column: 'captured_message.sealed',
        as: 'bytes',
        from: sql`bridge.captured_message JOIN bridge.unmasking ON unmasking.id = captured_message.unmasking`,
        ends: sql`unmasking.ends_at`,
      },
    ],
    'long-work': [
      {
        what: 'parts of results of long work',
        column: 'long_work_chunk.sealed',
        as: 'bytes',
        from: sql`bridge.long_work_chunk JOIN bridge.long_work ON long_work.id = long_work_chunk.work`,
        ends: after('long_work.seen_at', longWorkKeptHours * 3_600),
      },
    ],
    'portal-open-patients': [
      {
        what: 'open patients',
        column: 'open_patient.patient',
        as: 'base64',
        from: sql`bridge.open_patient JOIN bridge.portal_session ON portal_session.token_hash = open_patient.token_hash`,
        ends: after('portal_session.started_at', sessionHours * 3_600),
      },
    ],
    launches: [
      {
        what: 'launches',
        column: 'launch.sealed',
        as: 'bytes',
        from: sql`bridge.launch`,
        ends: after('launch.made_at', launchSeconds),
      },
    ],
    'lift-requests': [
      {
        what: 'requests to lift blocks',
        column: 'lift_request.sealed',
        as: 'base64',
        from: sql`bridge.lift_request`,
        ends: liftRequestEnds,
      },
      {
        what: 'answers to them',
        column: 'lift_answer.sealed',
        as: 'base64',
        from: sql`bridge.lift_answer JOIN bridge.lift_request ON lift_request.id = lift_answer.request`,
        ends: liftRequestEnds,
      },
    ],
  };
  return (Object.keys(places) as KeptPurpose[]).flatMap((purpose) =>
    places[purpose].map((place) => ({ ...place, purposes: [...(derivedFrom[purpose] ?? []), purpose] })),
  );
}

/** Keys that are derived from derived ones. */
const derivedFrom: { readonly [Kept in KeptPurpose]?: readonly Purpose[] } = {
  contents: ['deliveries'],
  launches: ['portal-open-patients'],
};
