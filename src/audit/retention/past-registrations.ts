import type { Store } from '../../store/index.ts';
import type { Cutoffs } from './periods.ts';

/** A registration whose time to be kept is over, whole, with what was done about it. */
export interface PastRegistration {
  readonly subject: string;
  readonly id: string;
}

type Database = Pick<Store['pool'], 'query'>;

/**
 * Which are past: it ended, or was taken back, and was written down, all before the time of its kind; a temporary lift
 * goes with its block at the latest.
 */
const PAST = `
  SELECT subject, id, parent FROM bridge.registration AS kept
  WHERE recorded_at < CASE subject WHEN 'assertion' THEN $1::timestamptz
      WHEN 'relation' THEN $2::timestamptz ELSE $3::timestamptz END
    AND least(ends_at, (SELECT min(event.recorded_at) FROM bridge.registration_event AS event
        WHERE event.subject = kept.subject AND event.id = kept.id AND event.event IN ('cancelled', 'deleted')))
      < CASE subject WHEN 'assertion' THEN $1::timestamptz
      WHEN 'relation' THEN $2::timestamptz ELSE $3::timestamptz END`;

const PAST_WITH_LIFTS = `
  WITH past AS (${PAST})
  SELECT subject, id FROM past
  UNION SELECT lift.subject, lift.id FROM bridge.registration AS lift
    JOIN past ON past.subject = 'block' AND lift.subject = 'revoke' AND lift.parent = past.id`;

/** As they stand, to be archived. */
export async function pastRegistrations(
  database: Database,
  { assertion, relation, block }: Cutoffs,
): Promise<readonly PastRegistration[]> {
  const { rows } = await database.query<PastRegistration>(
    `SELECT kept.*, (SELECT json_agg(event ORDER BY event.recorded_at) FROM bridge.registration_event AS event
        WHERE event.subject = kept.subject AND event.id = kept.id) AS events
     FROM bridge.registration AS kept JOIN (${PAST_WITH_LIFTS}) AS past USING (subject, id)
     ORDER BY kept.recorded_at, kept.subject, kept.id`,
    [assertion, relation, block],
  );
  return rows;
}

export async function deleteRegistrations(database: Database, past: readonly PastRegistration[]): Promise<void> {
  const named = past.map(({ subject, id }) => ({ subject, id }));
  await database.query(
    `DELETE FROM bridge.registration AS kept
     USING json_to_recordset($1::json) AS past (subject text, id text)
     WHERE kept.subject = past.subject AND kept.id = past.id`,
    [JSON.stringify(named)],
  );
}
