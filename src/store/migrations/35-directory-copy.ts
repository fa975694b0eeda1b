import type { Migration } from './migration.ts';

/** The copy of the care directory: objects with the generations in which they are so, and which generation is in force. */
export const directoryCopy: Migration = {
  version: 35,
  name: 'directory-copy',
  sql: `
    CREATE TABLE bridge.directory_copy (
      singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
      -- The generation in force; null before the first.
      generation bigint,
      -- When the copy was last known to be as its origin.
      as_of timestamptz,
      -- When everything, and when the names of everything, were last read.
      full_at timestamptz,
      names_at timestamptz,
      -- From where changes are read on, in the origin's own terms.
      cursor text,
      -- Which process works on it.
      lease text,
      lease_until timestamptz
    );
    INSERT INTO bridge.directory_copy DEFAULT VALUES;

    CREATE TABLE bridge.directory_generation (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      -- loading, held, active, replaced, rejected.
      state text NOT NULL,
      -- import or sync.
      kind text NOT NULL,
      origin text NOT NULL,
      -- everything or units.
      covers text NOT NULL,
      started_at timestamptz NOT NULL DEFAULT now(),
      ended_at timestamptz,
      -- What comes into force with it.
      as_of timestamptz,
      cursor text,
      names_read boolean NOT NULL DEFAULT false,
      report json,
      decided_by text,
      reason text
    );

    CREATE TABLE bridge.directory_object (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      -- The first generation in which it is so, and the first in which it no longer is.
      since bigint NOT NULL,
      until bigint,
      kind text NOT NULL,
      hsa_id text NOT NULL,
      -- SHA-256 of its name in the tree, and of the one above it.
      key bytea NOT NULL,
      parent bytea,
      listed boolean NOT NULL,
      -- HSA-ids that it names as its members.
      members text[],
      -- What a search looks through, folded, and the trigrams in it.
      searched text,
      trigrams integer[],
      hash bytea NOT NULL,
      vanished_at timestamptz,
      object json NOT NULL
    );
    CREATE INDEX directory_object_hsa_id ON bridge.directory_object (hsa_id);
    CREATE INDEX directory_object_key ON bridge.directory_object (key);
    CREATE INDEX directory_object_parent ON bridge.directory_object (parent);
    CREATE INDEX directory_object_kind ON bridge.directory_object (kind, id) WHERE listed;
    CREATE INDEX directory_object_since ON bridge.directory_object (since);
    CREATE INDEX directory_object_until ON bridge.directory_object (until) WHERE until IS NOT NULL;
    CREATE INDEX directory_object_members ON bridge.directory_object USING gin (members) WHERE members IS NOT NULL;
    CREATE INDEX directory_object_trigrams ON bridge.directory_object USING gin (trigrams) WHERE trigrams IS NOT NULL;`,
};
