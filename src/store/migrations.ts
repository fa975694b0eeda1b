import { BridgeError } from '../errors.ts';
import type { Pool } from './pool.ts';

interface Migration {
  readonly version: number;
  readonly name: string;
  /** Statements in plain PostgreSQL, allowed inside a transaction. Never changed once released; add another. */
  readonly sql: string;
}

const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'access log',
    sql: `
      CREATE TABLE bridge.audit_entry (
        sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id text NOT NULL UNIQUE,
        at timestamptz NOT NULL,
        kind text NOT NULL,
        outcome text NOT NULL,
        correlation_id text NOT NULL,
        caller_hsa_id text,
        patient_id text,
        certificate_fingerprint text,
        certificate_serial text,
        -- json, not jsonb: it keeps the entry's text as it was written, in the journal's order of facts.
        entry json NOT NULL
      );
      CREATE INDEX ON bridge.audit_entry (at, sequence);
      CREATE INDEX ON bridge.audit_entry (correlation_id);
      CREATE INDEX ON bridge.audit_entry (patient_id, at, sequence);
      CREATE INDEX ON bridge.audit_entry (caller_hsa_id, at, sequence);
      CREATE INDEX ON bridge.audit_entry (certificate_serial, at, sequence);
      CREATE INDEX ON bridge.audit_entry (certificate_fingerprint, at, sequence);
    `,
  },
  {
    version: 2,
    name: 'quality of sources',
    sql: `
      CREATE TABLE bridge.withheld_record (
        -- Text: a day is compared and shown, never computed with, and reads the same on both databases.
        day text NOT NULL,
        source text NOT NULL,
        contract text NOT NULL,
        reason text NOT NULL,
        rule text NOT NULL,
        count bigint NOT NULL,
        PRIMARY KEY (day, source, contract, reason, rule)
      );
    `,
  },
];

/** Serialises migrations of processes that start together; the integer spells NORR. */
const ADVISORY_LOCK = 0x4e4f5252;

/**
 * Brings schema `bridge` to the newest version, all in one transaction.
 * Throws `STORE_UNAVAILABLE` when a newer program has been here: its tables may mean something else.
 */
export async function migrate(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCK]);
    await client.query('CREATE SCHEMA IF NOT EXISTS bridge');
    await client.query(`CREATE TABLE IF NOT EXISTS bridge.migration (
      version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
    const { rows } = await client.query<{ version: number }>(
      'SELECT coalesce(max(version), 0)::int AS version FROM bridge.migration',
    );
    const current = rows[0]?.version ?? 0;
    refuseNewer(current);
    for (const { version, name, sql } of migrations) {
      if (version <= current) continue;
      await client.query(sql);
      await client.query('INSERT INTO bridge.migration (version, name) VALUES ($1, $2)', [version, name]);
    }
    await client.query('COMMIT');
  } catch (thrown) {
    await client.query('ROLLBACK');
    throw thrown;
  } finally {
    client.release();
  }
}

function refuseNewer(current: number): void {
  const newest = Math.max(...migrations.map((migration) => migration.version));
  if (current <= newest) return;
  throw new BridgeError(
    'STORE_UNAVAILABLE',
    `The schema has version ${current}; this program knows ${newest}. Use the newer program.`,
  );
}
