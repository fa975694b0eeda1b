import { sql } from 'kysely';
import type { Store } from '../store/index.ts';
import type { Fault } from './fault.ts';

type Db = Pick<Store, 'db'>;

/** `unchanged`: it is what was accepted last; `failed`: it could not be fetched, or not be taken just then. */
export type PullOutcome = 'accepted' | 'unchanged' | 'refused' | 'failed';

/** What came of fetching last. */
export interface Pull {
  readonly careProvider: string;
  readonly url: string;
  /** ISO 8601. */
  readonly askedAt: string;
  /** undefined while it is fetched. */
  readonly outcome: PullOutcome | undefined;
  readonly faults: readonly Fault[];
}

interface PullKey {
  readonly careProvider: string;
  readonly url: string;
}

/** What failed is fetched anew after so long, and what a process was fetching that is gone. */
const againAfter = '15 minutes';

/** Claims the fetching for this process when it is due. Gives the digest of what was accepted last. */
export async function claim({ db }: Db, { careProvider, url }: PullKey, everyMs: number) {
  const { rows } = await sql<{ digest: Buffer | null }>`
    INSERT INTO bridge.measure_pull AS last (care_provider, url, asked_at)
    VALUES (${careProvider.toUpperCase()}, ${url}, clock_timestamp())
    ON CONFLICT (care_provider, url) DO UPDATE SET asked_at = excluded.asked_at, outcome = NULL
    WHERE last.asked_at < clock_timestamp() - ${everyMs} * interval '1 millisecond'
      OR (coalesce(last.outcome, 'failed') = 'failed' AND last.asked_at < clock_timestamp() - ${againAfter}::interval)
    RETURNING digest`.execute(db);
  return rows[0] && { digest: rows[0].digest };
}

export async function settle(
  { db }: Db,
  { careProvider, url }: PullKey,
  { outcome, faults, digest }: { outcome: PullOutcome; faults: readonly Fault[]; digest: Buffer | undefined },
): Promise<void> {
  await db
    .updateTable('bridge.measure_pull')
    .set({ outcome, faults: JSON.stringify(faults), ...(digest && { digest }) })
    .where('care_provider', '=', careProvider.toUpperCase())
    .where('url', '=', url)
    .execute();
}

export async function pullsOf({ db }: Db, careProvider: string): Promise<Pull[]> {
  const rows = await db
    .selectFrom('bridge.measure_pull')
    .selectAll()
    .where('care_provider', '=', careProvider.toUpperCase())
    .execute();
  return rows.map(({ care_provider, url, asked_at, outcome, faults }) => ({
    careProvider: care_provider,
    url,
    askedAt: asked_at.toISOString(),
    outcome: (outcome as PullOutcome | null) ?? undefined,
    faults: (faults as Fault[] | null) ?? [],
  }));
}
