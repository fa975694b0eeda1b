import type { Migration } from './migration.ts';

/** A file is as old as it says, however recently it was read: when it was read is kept beside that. */
export const directoryCopyLooked: Migration = {
  version: 36,
  name: 'directory-copy-looked',
  sql: `
    -- When the origin was last read or found to be the same.
    ALTER TABLE bridge.directory_copy ADD COLUMN looked_at timestamptz;
    UPDATE bridge.directory_copy SET looked_at = as_of;
    ALTER TABLE bridge.directory_generation ADD COLUMN read_at timestamptz;
    UPDATE bridge.directory_generation SET read_at = coalesce(as_of, started_at);
    -- What of an entry was read: objects of another mapping differ though nothing was changed.
    ALTER TABLE bridge.directory_generation ADD COLUMN mapping integer NOT NULL DEFAULT 1;`,
};
