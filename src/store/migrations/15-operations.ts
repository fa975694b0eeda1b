import type { Migration } from './migration.ts';

/** What those who repair have under way, and what two of them have agreed that one may see. */
export const operations: Migration = {
  version: 15,
  name: 'operations',
  sql: `
    CREATE TABLE bridge.message_job (
      id text PRIMARY KEY,
      act text NOT NULL,
      made_by text NOT NULL,
      reason text,
      filter json NOT NULL,
      total integer NOT NULL,
      done integer NOT NULL,
      state text NOT NULL,
      failure text,
      started_at timestamptz NOT NULL,
      -- A job that runs says so again and again; one that does not has lost its process.
      seen_at timestamptz NOT NULL
    );
    CREATE TABLE bridge.unmasking (
      id text PRIMARY KEY,
      -- Of what: one message of the outbox, or the next exchanges between two parties.
      message text,
      consumer text,
      producer text,
      exchanges integer,
      reason text NOT NULL,
      asked_by text NOT NULL,
      care_provider text NOT NULL,
      asked_at timestamptz NOT NULL,
      answered_by text,
      answered_at timestamptz,
      -- Null until it is approved, and where it is refused.
      ends_at timestamptz
    );
    CREATE TABLE bridge.captured_message (
      id text PRIMARY KEY,
      unmasking text NOT NULL REFERENCES bridge.unmasking ON DELETE CASCADE,
      at timestamptz NOT NULL,
      place text NOT NULL,
      correlation_id text NOT NULL,
      sealed bytea NOT NULL
    );
    CREATE INDEX captured_message_unmasking ON bridge.captured_message (unmasking, at);
  `,
};
