import type { Migration } from './migration.ts';

export const usageFigures: Migration = {
  version: 22,
  name: 'usage figures',
  sql: `
    -- How the bridge is used, counted out of the access log by day; see src/figures. No patient and no person. What an
    -- entry does not say is empty.
    CREATE TABLE bridge.usage_figure (
      -- YYYY-MM-DD, Swedish
      day text NOT NULL,
      care_provider text NOT NULL,
      care_unit text NOT NULL,
      contract text NOT NULL,
      purpose text NOT NULL,
      measure text NOT NULL,
      n bigint NOT NULL,
      PRIMARY KEY (day, care_provider, care_unit, contract, purpose, measure)
    );

    -- How far the access log has been counted: one row.
    CREATE TABLE bridge.usage_counted (
      only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      -- The first entry that has not been.
      next bigint NOT NULL
    );
    INSERT INTO bridge.usage_counted (next) VALUES (0);
  `,
};
