import type { Migration } from './migration.ts';

export const signIn: Migration = {
  version: 17,
  name: 'sign-in begun in a browser, identity providers, launches',
  sql: `
    -- What the browser in which the sign-in was begun can prove; null when it was begun nowhere here.
    ALTER TABLE bridge.sign_in_code ADD COLUMN state text;
    -- A session rests on a certificate or on what an identity provider said of the person.
    ALTER TABLE bridge.portal_session ALTER COLUMN certificate DROP NOT NULL;
    ALTER TABLE bridge.portal_session ADD COLUMN vouched jsonb;
    -- What a record system sent along, until the person has signed in. Sealed: it names a patient.
    CREATE TABLE bridge.launch (
      id_hash text PRIMARY KEY,
      sealed bytea NOT NULL,
      made_at timestamptz NOT NULL
    );
    CREATE INDEX launch_made ON bridge.launch (made_at);
  `,
};
