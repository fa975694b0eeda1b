import { sql } from 'kysely';
import type { Store } from '../store/index.ts';

/** What patients have decided that stands on a day, counted; nobody in it is named. */
export interface Decided {
  /** Of one care provider, under the HSA-id that they were registered for. */
  readonly careProvider: string;
  readonly what: 'outer-block' | 'inner-block' | 'consent' | 'refusal' | 'relation';
  readonly count: number;
  readonly patients: number;
}

export interface DecidedQuestion {
  /** HSA-ids, upper case. */
  readonly careProviders: readonly string[];
  /** ISO 8601: what ends before, or is written down later, is left out. */
  readonly at: string;
}

/** Throws STORE_UNAVAILABLE. */
export async function decidedBy({ db }: Pick<Store, 'db'>, { careProviders, at }: DecidedQuestion): Promise<Decided[]> {
  const { rows } = await sql<Decided>`
    SELECT care_provider AS "careProvider",
      CASE WHEN subject = 'block' THEN (content ->> 'kind') || '-block'
        WHEN subject = 'relation' THEN 'relation'
        WHEN content ->> 'kind' = 'refused' THEN 'refusal' ELSE 'consent' END AS what,
      count(*)::int AS count, count(DISTINCT (patient_type, patient_id))::int AS patients
    FROM bridge.registration AS registered
    WHERE care_provider = ANY(${careProviders}::text[])
      AND (subject IN ('block', 'relation') OR subject = 'assertion' AND content ->> 'kind' IN ('given', 'refused'))
      AND recorded_at < ${at}::timestamptz
      AND (subject = 'block' OR ends_at IS NULL OR ends_at > ${at}::timestamptz)
      AND NOT EXISTS (SELECT FROM bridge.registration_event AS event
        WHERE event.subject = registered.subject AND event.id = registered.id AND event.event IN ('cancelled', 'deleted'))
    GROUP BY 1, 2 ORDER BY 1, 2`.execute(db);
  return rows;
}

/** For the command line, while a process has the data folder. */
export function mergerHandlers(store: Pick<Store, 'db'>) {
  return { 'mergers:decided': (question: DecidedQuestion) => decidedBy(store, question) };
}

export type MergerHandlers = ReturnType<typeof mergerHandlers>;
