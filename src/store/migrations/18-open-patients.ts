import type { Migration } from './migration.ts';

export const openPatients: Migration = {
  version: 18,
  name: 'open patients',
  sql: `
    -- The one patient that a session has open; gone with the session.
    CREATE TABLE bridge.open_patient (
      token_hash text PRIMARY KEY REFERENCES bridge.portal_session ON DELETE CASCADE,
      -- Names this opening to the pages; says nothing of whom it is about.
      opening uuid NOT NULL,
      -- HSA-id of the assignment under which it was opened: under another it is not open.
      assignment text NOT NULL,
      -- Base64 of the identity, sealed for this session.
      patient text NOT NULL,
      opened_at timestamptz NOT NULL
    );
  `,
};
