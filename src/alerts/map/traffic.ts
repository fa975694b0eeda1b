import { sql } from 'kysely';
import { countOf } from '../../figures/histogram.ts';
import type { Figures } from '../../figures/index.ts';
import type { Store } from '../../store/index.ts';

/** Calls, and those of them that failed or were refused. */
export interface Traffic {
  readonly calls: number;
  readonly failed: number;
}

/** By HSA-id in upper case of who called. Counted on the access log, without anything of patients. */
export async function trafficOfCallers({ db }: Pick<Store, 'db'>, since: Date): Promise<ReadonlyMap<string, Traffic>> {
  const rows = await db
    .selectFrom('bridge.audit_entry')
    .select(['caller_hsa_id', sql<string>`count(*)`.as('calls')])
    .select(sql<string>`count(*) FILTER (WHERE kind = 'refusal')`.as('failed'))
    .where('at', '>=', sql<Date>`${since.toISOString()}::timestamptz`)
    .where('kind', 'in', ['access', 'refusal'])
    .where('caller_hsa_id', 'is not', null)
    .groupBy('caller_hsa_id')
    .execute();
  return new Map(
    rows.map(({ caller_hsa_id: caller, calls, failed }) => [
      String(caller).toUpperCase(),
      { calls: Number(calls), failed: Number(failed) },
    ]),
  );
}

/** By HSA-id of the record system, of every process; what is not yet written down elsewhere is missing. */
export async function trafficOfSources(
  figures: Pick<Figures, 'sources'>,
  since: Date,
): Promise<ReadonlyMap<string, Traffic>> {
  const rows = await figures.sources({ from: since, to: new Date(), by: 'hour' });
  const traffic = new Map<string, Traffic>();
  for (const { source, answered, failed } of rows) {
    const before = traffic.get(source) ?? { calls: 0, failed: 0 };
    const failures = Object.values(failed).reduce((sum, count) => sum + count, 0);
    traffic.set(source, {
      calls: before.calls + countOf(answered) + failures,
      failed: before.failed + failures,
    });
  }
  return traffic;
}
