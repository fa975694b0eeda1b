import type { Migration } from './migration.ts';

export const placesShown: Migration = {
  version: 20,
  name: 'places shown',
  sql: `
    -- The opening in which the reader has asked for what tells of places, where the patient's identity is protected. Another
    -- opening hides them anew.
    ALTER TABLE bridge.open_patient ADD COLUMN places_shown_in uuid;
  `,
};
