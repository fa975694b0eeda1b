import type { Migration } from './migration.ts';

/** Revocation lists as they were fetched, which all processes share. */
export const revocation: Migration = {
  version: 32,
  name: 'revocation',
  sql: `
    CREATE TABLE bridge.revocation_list (
      url text PRIMARY KEY,
      -- The latest that could be believed; null until there is one.
      content bytea,
      etag text,
      last_modified text,
      fetched_at timestamptz,
      next_at timestamptz NOT NULL,
      failures integer NOT NULL,
      failure text
    );
  `,
};
