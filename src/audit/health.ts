import type { Store } from '../store/index.ts';

export interface LogHealth {
  readonly ok: boolean;
  /** In words for whoever runs the bridge. */
  readonly reasons: readonly string[];
}

/**
 * Whether a committed entry is on a second machine too: a standby that PostgreSQL waits for. The bridge's database user
 * must be a member of `pg_monitor`; others are not shown who replicates.
 */
export async function standbyHealth({ pool }: Pick<Store, 'pool'>): Promise<LogHealth> {
  const { rows } = await pool.query<{ standbys: number; setting: string }>(
    `SELECT count(*) FILTER (WHERE sync_state IN ('sync', 'quorum') AND state = 'streaming')::int AS standbys,
       current_setting('synchronous_commit') AS setting
     FROM pg_stat_replication`,
  );
  const { standbys = 0, setting = 'off' } = rows[0] ?? {};
  const reasons = [
    ...(standbys > 0 ? [] : ['No synchronous standby of the database is streaming, or pg_monitor is not granted.']),
    ...(['on', 'remote_apply'].includes(setting) ? [] : [`synchronous_commit is ${setting}.`]),
  ];
  return { ok: reasons.length === 0, reasons };
}
