import type { Migration } from './migration.ts';

export const registrations: Migration = {
  version: 4,
  name: 'registrations of relations, consents and blocks',
  sql: `
    -- What was registered, as it was registered; rows are only ever added, until their time to be kept is over.
    CREATE TABLE bridge.registration (
      subject text NOT NULL,
      id text NOT NULL,
      -- Of a temporary lift: the block.
      parent text,
      patient_id text NOT NULL,
      patient_type text NOT NULL,
      care_provider text NOT NULL,
      recorded_at timestamptz NOT NULL,
      ends_at timestamptz,
      content json NOT NULL,
      PRIMARY KEY (subject, id)
    );
    CREATE INDEX ON bridge.registration (patient_id, patient_type, subject);
    CREATE INDEX ON bridge.registration (subject, care_provider, recorded_at);
    -- What was done about it afterwards; each thing can be done once.
    CREATE TABLE bridge.registration_event (
      subject text NOT NULL,
      id text NOT NULL,
      event text NOT NULL,
      recorded_at timestamptz NOT NULL,
      action json NOT NULL,
      PRIMARY KEY (subject, id, event),
      FOREIGN KEY (subject, id) REFERENCES bridge.registration ON DELETE CASCADE
    );
    CREATE INDEX ON bridge.registration_event (subject, recorded_at);
  `,
};
