import type { Migration } from './migration.ts';

/** Samples of the log and what came of them. The entries themselves stay in the log; nothing here is changed. */
export const reviews: Migration = {
  version: 6,
  name: 'reviews',
  sql: `
    CREATE TABLE bridge.review (
      id text PRIMARY KEY,
      at timestamptz NOT NULL,
      made_by text NOT NULL,
      -- Null: drawn on the server from all of the log.
      controller text,
      from_at timestamptz,
      to_at timestamptz,
      seed text NOT NULL,
      size integer NOT NULL,
      population bigint NOT NULL,
      criteria json NOT NULL
    );
    CREATE TABLE bridge.review_item (
      review text NOT NULL REFERENCES bridge.review,
      position integer NOT NULL,
      entry_id text NOT NULL,
      criteria text[] NOT NULL,
      note text,
      PRIMARY KEY (review, position)
    );
    CREATE TABLE bridge.review_verdict (
      id text PRIMARY KEY,
      at timestamptz NOT NULL,
      -- Of a sample; null: of an emergency opening.
      review text REFERENCES bridge.review,
      -- Id of the entry that was judged, or of the emergency.
      subject text NOT NULL,
      verdict text NOT NULL,
      reason text NOT NULL,
      made_by text NOT NULL
    );
    CREATE INDEX ON bridge.review_verdict (subject, at);
  `,
};
