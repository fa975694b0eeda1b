import type { Migration } from './migration.ts';

/** Up to which act or reading of an emergency a verdict goes; null: to when it was given. */
export const verdictUpTo: Migration = {
  version: 30,
  name: 'verdict-up-to',
  sql: 'ALTER TABLE bridge.review_verdict ADD COLUMN up_to timestamptz',
};
