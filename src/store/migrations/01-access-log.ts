import type { Migration } from './migration.ts';

export const accessLog: Migration = {
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
};
