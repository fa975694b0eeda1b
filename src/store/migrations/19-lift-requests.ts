import type { Migration } from './migration.ts';

export const liftRequests: Migration = {
  version: 19,
  name: 'requests to lift blocks',
  sql: `
    -- Whom a request is about, why, and who asks stand sealed, in base64.
    CREATE TABLE bridge.lift_request (
      id text PRIMARY KEY,
      -- HSA-ids in upper case.
      from_provider text NOT NULL,
      from_unit text NOT NULL,
      to_provider text NOT NULL,
      sealed text NOT NULL,
      asked_at timestamptz NOT NULL
    );
    CREATE INDEX ON bridge.lift_request (to_provider, asked_at);
    CREATE INDEX ON bridge.lift_request (from_unit, asked_at);
    -- One from each care unit that has a block.
    CREATE TABLE bridge.lift_answer (
      request text NOT NULL REFERENCES bridge.lift_request ON DELETE CASCADE,
      care_unit text NOT NULL,
      outcome text NOT NULL,
      sealed text NOT NULL,
      answered_at timestamptz NOT NULL,
      PRIMARY KEY (request, care_unit)
    );
  `,
};
