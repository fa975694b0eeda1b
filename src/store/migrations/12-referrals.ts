import type { Migration } from './migration.ts';

export const referrals: Migration = {
  version: 12,
  name: 'referrals on their way',
  sql: `
    -- How far each referral has come. Whom it is about and what it is called stand sealed.
    CREATE TABLE bridge.referral (
      id text PRIMARY KEY,
      -- HMAC of the id that both sides know it by.
      request_key bytea NOT NULL UNIQUE,
      requesting_unit text NOT NULL,
      receiving_unit text NOT NULL,
      major integer NOT NULL,
      version integer NOT NULL,
      state text NOT NULL,
      -- Type of the latest confirmation or outcome.
      said text,
      consultation boolean NOT NULL,
      sealed bytea NOT NULL,
      accepted_at timestamptz NOT NULL,
      changed_at timestamptz NOT NULL
    );
    CREATE INDEX ON bridge.referral (requesting_unit, changed_at);
    CREATE INDEX ON bridge.referral (receiving_unit, changed_at);
    -- What was accepted for it; each has the id under which it is delivered.
    CREATE TABLE bridge.referral_message (
      id text PRIMARY KEY,
      referral text NOT NULL REFERENCES bridge.referral ON DELETE CASCADE,
      -- HMAC of what names the message for its sender: the same again is a repeat.
      message_key bytea NOT NULL UNIQUE,
      -- HMAC of its body: the same name with another body is refused.
      digest bytea NOT NULL,
      kind text NOT NULL,
      type text NOT NULL,
      version integer NOT NULL,
      from_unit text NOT NULL,
      to_unit text NOT NULL,
      destination text NOT NULL,
      attachments integer NOT NULL,
      accepted_at timestamptz NOT NULL,
      delivered_at timestamptz,
      receipt text
    );
    CREATE INDEX ON bridge.referral_message (referral, accepted_at);
  `,
};
