import type { Migration } from './migration.ts';

export const spentAssertions: Migration = {
  version: 9,
  name: 'spent assertions',
  sql: `
    CREATE TABLE bridge.spent_assertion (
      digest bytea PRIMARY KEY,
      expires timestamptz NOT NULL
    );
    CREATE INDEX spent_assertion_expires ON bridge.spent_assertion (expires);
  `,
};
