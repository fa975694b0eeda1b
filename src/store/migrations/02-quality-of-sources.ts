import type { Migration } from './migration.ts';

export const qualityOfSources: Migration = {
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
};
