import type { Migration } from './migration.ts';

/** Work that may be left and found again; and what searches of the access log by outcome and by act are answered from. */
export const longWork: Migration = {
  version: 26,
  name: 'long work',
  sql: `
    CREATE TABLE bridge.long_work (
      id text PRIMARY KEY,
      kind text NOT NULL,
      -- HSA-ids in upper case: who began it, and for which care provider.
      owner text NOT NULL,
      care_provider text NOT NULL,
      state text NOT NULL,
      done bigint NOT NULL DEFAULT 0,
      total bigint NOT NULL DEFAULT 0,
      failure text,
      outcome json,
      -- Of the result as it is fetched.
      bytes bigint NOT NULL DEFAULT 0,
      started_at timestamptz NOT NULL DEFAULT now(),
      -- Work that runs says so again and again; one that does not has lost its process.
      seen_at timestamptz NOT NULL DEFAULT now(),
      ended_at timestamptz
    );
    CREATE INDEX ON bridge.long_work (care_provider, kind, started_at);
    -- The result, compressed and sealed, in order.
    CREATE TABLE bridge.long_work_chunk (
      work text NOT NULL REFERENCES bridge.long_work ON DELETE CASCADE,
      position integer NOT NULL,
      sealed bytea NOT NULL,
      PRIMARY KEY (work, position)
    );

    -- Refused alone were indexed: whoever looked for those that failed read all of the log. What most entries are is left out.
    DROP INDEX bridge.audit_entry_at_sequence_idx2;
    CREATE INDEX ON bridge.audit_entry (outcome, at, sequence) WHERE outcome <> 'released';
    CREATE INDEX ON bridge.audit_entry (action, at, sequence) WHERE action <> 'read';
  `,
};
