import { sql } from 'kysely';
import type { Store } from '../store/index.ts';
import { countCertificates } from './certificate-calls.ts';

/** In one transaction: embedded, everybody else waits for it. */
const most = 1_000;

/**
 * Adds what is new in the access log to the figures of use, in the transaction that also writes down how far it has come:
 * every entry counts once, whatever stops in between. Gives whether there may be more. One process at a time does it; the
 * others look on. The counting is done where the entries are: nothing that tells of a patient is read here.
 */
export function countUsage({ db }: Pick<Store, 'db'>): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const place = await transaction
      .selectFrom('bridge.usage_counted')
      .select('next')
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!place) return false;
    const { rows } = await sql<{ next: number | null }>`
      SELECT max(sequence) + 1 AS next FROM bridge.audit_entry
      WHERE sequence >= ${place.next} AND sequence < ${place.next + most}`.execute(transaction);
    const next = rows[0]?.next ?? place.next;
    if (next === place.next) return false;
    await sql`
      INSERT INTO bridge.usage_figure (day, care_provider, care_unit, contract, purpose, measure, n)
      SELECT to_char(at AT TIME ZONE 'Europe/Stockholm', 'YYYY-MM-DD'), upper(coalesce(reader ->> 'careProvider', '')),
        upper(coalesce(reader ->> 'careUnit', '')), coalesce(contract, ''), coalesce(purpose, ''), measure, sum(times)
      FROM (${counted(place.next, next)}) AS entry
      GROUP BY 1, 2, 3, 4, 5, 6
      ON CONFLICT (day, care_provider, care_unit, contract, purpose, measure)
        DO UPDATE SET n = usage_figure.n + excluded.n`.execute(transaction);
    await countCertificates({ db: transaction }, place.next, next);
    await transaction.updateTable('bridge.usage_counted').set({ next }).execute();
    return true;
  });
}

/**
 * What each entry counts for. An act is told of before it is done; where it then failed a second entry says so, and takes
 * it back. Refusals that are repeated have one entry a minute, which says how many. What was disposed of has no content any
 * more.
 */
function counted(from: number, before: number) {
  return sql`
    SELECT at, contract, purpose, entry::json -> 'reader' AS reader,
      CASE
        WHEN kind = 'access' AND action = 'read' THEN 'overview'
        WHEN kind = 'refusal' THEN 'refused:' || coalesce(entry::json ->> 'code', '')
        WHEN action = 'emergency:open' THEN 'emergency:opened'
        WHEN action = 'consent:register' THEN 'consent:registered'
        WHEN action = 'consent:cancel' THEN 'consent:withdrawn'
        ELSE 'consent:deleted'
      END AS measure,
      CASE
        WHEN kind = 'act' AND outcome = 'failed' THEN -1
        WHEN kind = 'refusal' THEN coalesce((entry::json -> 'details' ->> 'attempts')::int, 1)
        ELSE 1
      END AS times
    FROM bridge.audit_entry
    WHERE sequence >= ${from} AND sequence < ${before} AND entry IS NOT NULL AND (
      (kind = 'access' AND action = 'read') OR kind = 'refusal' OR (kind = 'act' AND outcome <> 'refused' AND action IN
        ('emergency:open', 'consent:register', 'consent:cancel', 'consent:delete')))`;
}
