import type { Migration } from './migration.ts';

/** What came of refused certificates that were looked into. Nothing here is changed; a later refusal opens one again. */
export const refusalSignOffs: Migration = {
  version: 24,
  name: 'refusal sign-offs',
  sql: `
    CREATE TABLE bridge.refusal_sign_off (
      id text PRIMARY KEY,
      at timestamptz NOT NULL,
      -- Care provider whose officer it was; null: on the server.
      controller text,
      fingerprint text NOT NULL,
      code text NOT NULL,
      -- The latest refusal that it covers.
      up_to timestamptz NOT NULL,
      note text NOT NULL,
      made_by text NOT NULL
    );

    CREATE INDEX ON bridge.refusal_sign_off (fingerprint, at);
  `,
};
