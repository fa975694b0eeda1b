import type { Migration } from './migration.ts';

export const witness: Migration = {
  version: 7,
  name: 'witness',
  sql: `
    -- The last believed head of each log that is witnessed here.
    CREATE TABLE bridge.witnessed_head (
      origin text PRIMARY KEY,
      note text NOT NULL
    );

    -- Heads that were not believed, as they came.
    CREATE TABLE bridge.witness_evidence (
      digest bytea PRIMARY KEY,
      origin text NOT NULL,
      suspicion text NOT NULL,
      explanation text NOT NULL,
      notes text[] NOT NULL,
      found_at timestamptz NOT NULL
    );

    -- The last head of this log that each witness has co-signed.
    CREATE TABLE bridge.cosigned_head (
      witness text PRIMARY KEY,
      size bigint NOT NULL,
      note text NOT NULL
    );
  `,
};
