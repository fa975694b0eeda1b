import type { Migration } from './migration.ts';

/** What is wrong and was, and the certificates that others have shown. */
export const alerts: Migration = {
  version: 23,
  name: 'alerts',
  sql: `
    CREATE TABLE bridge.alert (
      id text PRIMARY KEY,
      kind text NOT NULL,
      subject text NOT NULL,
      facts json NOT NULL,
      first_seen timestamptz NOT NULL,
      last_seen timestamptz NOT NULL,
      -- Null until it has been seen for long enough.
      started_at timestamptz,
      ended_at timestamptz,
      acknowledged_at timestamptz,
      acknowledged_by text,
      acknowledged_note text
    );
    -- However many processes watch, one alert stands for one thing.
    CREATE UNIQUE INDEX alert_open ON bridge.alert (kind, subject) WHERE ended_at IS NULL;
    CREATE INDEX alert_ended ON bridge.alert (ended_at);
    CREATE TABLE bridge.certificate_seen (
      fingerprint text NOT NULL,
      -- Who showed it: a caller at the door, a person at the sign-in, a record system that was called.
      shown_by text NOT NULL,
      -- HSA-id of the system; empty for persons, who are counted and not told.
      party text NOT NULL,
      serial text NOT NULL,
      subject text NOT NULL,
      issuer text NOT NULL,
      valid_to timestamptz NOT NULL,
      last_seen timestamptz NOT NULL,
      PRIMARY KEY (fingerprint, shown_by, party)
    );
  `,
};
