import type { Migration } from './migration.ts';

export const logCopies: Migration = {
  version: 16,
  name: 'log copies',
  sql: `
    -- Whether an attempt before may have reached the receiver, as far as anybody knows here.
    ALTER TABLE bridge.delivery ADD COLUMN doubtful boolean NOT NULL DEFAULT false;

    -- How far the access log has been copied to the log services: one row.
    CREATE TABLE bridge.log_copy (
      only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      -- The first entry that has not been.
      next bigint NOT NULL
    );
  `,
};
