import type { Migration } from './migration.ts';

export const portalSessions: Migration = {
  version: 5,
  name: 'portal sessions',
  sql: `
    -- Of what a browser holds only hashes stand here: whoever reads the database can sign in as nobody.
    CREATE TABLE bridge.sign_in_code (
      code_hash text PRIMARY KEY,
      certificate text NOT NULL,
      made_at timestamptz NOT NULL
    );
    CREATE TABLE bridge.portal_session (
      token_hash text PRIMARY KEY,
      person text NOT NULL,
      -- Base64 of the DER: judged again at each request, so that a session ends with its certificate.
      certificate text NOT NULL,
      started_at timestamptz NOT NULL,
      seen_at timestamptz NOT NULL,
      -- HSA-id of the chosen assignment.
      assignment text
    );
    CREATE INDEX portal_session_person ON bridge.portal_session (person);
  `,
};
