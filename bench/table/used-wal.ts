import pg from 'pg';

/** Enough for all rows of one run; megabytes, and so many files, since the servers of the tests have files of one each. */
const MEGABYTES = 256;

/**
 * Gives a new PostgreSQL server what one that has been in use has: WAL files to write over. Else each is made when it is
 * needed, within the commit that needs it. Its bounds become those of PostgreSQL with files of the usual size, so that it
 * makes checkpoints as seldom.
 */
export async function withUsedWal(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`ALTER SYSTEM SET min_wal_size = '${MEGABYTES}MB'`);
    await client.query("ALTER SYSTEM SET max_wal_size = '1GB'");
    await client.query('SELECT pg_reload_conf()');
    for (let file = 0; file < MEGABYTES; file += 1) {
      await client.query("SELECT pg_logical_emit_message(true, 'bench', '')");
      await client.query('SELECT pg_switch_wal()');
    }
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}
