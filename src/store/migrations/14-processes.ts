import type { Migration } from './migration.ts';

export const processes: Migration = {
  version: 14,
  name: 'processes',
  sql: `
    CREATE TABLE bridge.process (
      id text PRIMARY KEY,
      role text NOT NULL,
      version text NOT NULL,
      host text NOT NULL,
      started_at timestamptz NOT NULL DEFAULT now(),
      seen_at timestamptz NOT NULL DEFAULT now(),
      knows jsonb NOT NULL
    );
  `,
};
