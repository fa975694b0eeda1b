import { type RawBuilder, sql } from 'kysely';
import { launchSeconds } from '../launches/launches.ts';
import { keptMs as liftRequestKeptMs } from '../lift-requests/store.ts';
import { KEPT_HOURS as longWorkKeptHours } from '../long-work/long-works.ts';

/** A column of the store that holds envelopes. */
export interface Place {
  readonly what: string;
  /** What its key is derived by from a line of the key file, one after the other. */
  readonly purposes: readonly string[];
  readonly from: RawBuilder<unknown>;
  /** The first five bytes of the envelope: no more of it is read. */
  readonly head: RawBuilder<Buffer>;
  /** When a row is needed no more; a text where no clock ends it. */
  readonly ends: RawBuilder<Date> | string;
}

const bytes = (column: string) => sql<Buffer>`substring(${sql.ref(column)} from 1 for 5)`;
const base64 = (column: string) => sql<Buffer>`substring(decode(left(${sql.ref(column)}, 8), 'base64') from 1 for 5)`;
const after = (column: string, seconds: number) => sql<Date>`${sql.ref(column)} + make_interval(secs => ${seconds})`;

/** Every one of them; docs/operations.md tells the same. */
export function placesOf({ sessionHours }: { readonly sessionHours: number }): readonly Place[] {
  const liftRequestEnds = after('request.asked_at', liftRequestKeptMs / 1_000);
  return [
    {
      what: 'durable messages',
      purposes: ['deliveries', 'contents'],
      from: sql`bridge.delivery WHERE content IS NOT NULL`,
      head: bytes('content'),
      ends: 'until they are delivered or discarded',
    },
    {
      what: 'referrals',
      purposes: ['referrals'],
      from: sql`bridge.referral`,
      head: bytes('sealed'),
      ends: 'always',
    },
    {
      what: 'captured messages',
      purposes: ['captured-messages'],
      from: sql`bridge.captured_message JOIN bridge.unmasking ON unmasking.id = captured_message.unmasking`,
      head: bytes('captured_message.sealed'),
      ends: sql`unmasking.ends_at`,
    },
    {
      what: 'parts of results of long work',
      purposes: ['long-work'],
      from: sql`bridge.long_work_chunk JOIN bridge.long_work ON long_work.id = long_work_chunk.work`,
      head: bytes('long_work_chunk.sealed'),
      ends: after('long_work.seen_at', longWorkKeptHours * 3_600),
    },
    {
      what: 'open patients',
      purposes: ['portal-open-patients'],
      from: sql`bridge.open_patient JOIN bridge.portal_session ON portal_session.token_hash = open_patient.token_hash`,
      head: base64('open_patient.patient'),
      ends: after('portal_session.started_at', sessionHours * 3_600),
    },
    {
      what: 'launches',
      purposes: ['portal-open-patients', 'launches'],
      from: sql`bridge.launch`,
      head: bytes('sealed'),
      ends: after('made_at', launchSeconds),
    },
    {
      what: 'requests to lift blocks',
      purposes: ['lift-requests'],
      from: sql`bridge.lift_request AS request`,
      head: base64('request.sealed'),
      ends: liftRequestEnds,
    },
    {
      what: 'answers to them',
      purposes: ['lift-requests'],
      from: sql`bridge.lift_answer AS answer JOIN bridge.lift_request AS request ON request.id = answer.request`,
      head: base64('answer.sealed'),
      ends: liftRequestEnds,
    },
  ];
}
