import pg from 'pg';
import { loadAggregate } from '../load.ts';
import { type Ground, withBridge } from './installation.ts';
import type { Statement } from './rows.ts';

const calls = 300;

/** What a call leaves in the database, with its indexes: what stays, which is the access log, and what is kept for days. */
export async function leftOnDisk(ground: Ground): Promise<Statement> {
  await ground.answers({ records: 20, delayMs: 0 });
  const environment = await ground.environment();
  const grown = await withBridge(ground.bench, environment, async ({ port }) => {
    // Tables and indexes have their first pages then.
    await loadAggregate(port, { requests: 100 });
    const before = await sizes(environment.DATABASE_URL);
    await loadAggregate(port, { requests: calls });
    const after = await sizes(environment.DATABASE_URL);
    return { log: after.log - before.log, traces: after.traces - before.traces };
  });
  const each = (bytes: number): string => `${(bytes / calls / 1_000).toFixed(1)} KB`;
  return {
    name: 'on disk',
    text: `an aggregate leaves ${each(grown.log)} in the access log, with its indexes, and ${each(grown.traces)} of traces`,
    holds: true,
  };
}

async function sizes(databaseUrl: string | undefined): Promise<{ log: number; traces: number }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ log: string; traces: string }>(`
      SELECT sum(pg_total_relation_size(oid)) FILTER (WHERE relname LIKE 'audit_%') AS log,
             sum(pg_total_relation_size(oid)) FILTER (WHERE relname = 'trace_segment') AS traces
      FROM pg_class WHERE relkind = 'r' AND relnamespace = 'bridge'::regnamespace`);
    return { log: Number(rows[0]?.log), traces: Number(rows[0]?.traces) };
  } finally {
    await client.end();
  }
}
