import type { Migration } from './migration.ts';

export const news: Migration = {
  version: 25,
  name: 'news',
  sql: `
    -- Every version of every item; the one with the highest number holds.
    CREATE TABLE bridge.news_version (
      item text NOT NULL,
      version integer NOT NULL,
      kind text NOT NULL,
      -- HSA-id, in upper case, of the care provider under which it was first written.
      care_provider text NOT NULL,
      shown_from timestamptz NOT NULL,
      -- When planned work begins; null for what is no such work.
      begins timestamptz,
      shown_to timestamptz NOT NULL,
      withdrawn_at timestamptz,
      -- Wordings, who it is for, what it concerns, who wrote it.
      content json NOT NULL,
      first_written_at timestamptz NOT NULL,
      written_at timestamptz NOT NULL,
      PRIMARY KEY (item, version)
    );
    -- Who has put the banner of which version away; another version brings it back.
    CREATE TABLE bridge.news_put_away (
      item text NOT NULL,
      -- HSA-id, in upper case.
      person text NOT NULL,
      version integer NOT NULL,
      PRIMARY KEY (item, person)
    );
  `,
};
