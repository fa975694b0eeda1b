import type { Migration } from './migration.ts';

export const sourceFigures: Migration = {
  version: 21,
  name: 'source figures',
  sql: `
    -- What happened at record systems, counted by hour; see src/figures. No patient.
    CREATE TABLE bridge.source_figure (
      source text NOT NULL,
      hour timestamptz NOT NULL,
      -- Empty where it is about none.
      contract text NOT NULL,
      measure text NOT NULL,
      n bigint NOT NULL,
      PRIMARY KEY (source, hour, contract, measure)
    );
    CREATE INDEX ON bridge.source_figure (hour);
  `,
};
