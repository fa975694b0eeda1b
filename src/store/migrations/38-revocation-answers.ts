import type { Migration } from './migration.ts';

/** What responders have said of certificates, which all processes share. No certificate stands here. */
export const revocationAnswers: Migration = {
  version: 38,
  name: 'revocation-answers',
  sql: `
    CREATE TABLE bridge.revocation_answer (
      -- SHA-256 of the certificate, hex.
      fingerprint text PRIMARY KEY,
      -- DER, as it came.
      answer bytea NOT NULL,
      status text NOT NULL,
      reason integer,
      this_update timestamptz NOT NULL,
      next_update timestamptz NOT NULL,
      learnt_at timestamptz NOT NULL
    );
    CREATE INDEX revocation_answer_learnt ON bridge.revocation_answer (status, learnt_at);
  `,
};
