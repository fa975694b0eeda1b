import type { Migration } from './migration.ts';

export const measures: Migration = {
  version: 27,
  name: 'measures',
  sql: `
    -- What councils have delivered, and who did it. HSA-ids in upper case.
    CREATE TABLE bridge.measure_delivery (
      id uuid PRIMARY KEY,
      care_provider text NOT NULL,
      delivered_at timestamptz NOT NULL DEFAULT now(),
      -- The person who uploaded it; null where it was fetched.
      delivered_by text,
      -- upload, pull, invented
      way text NOT NULL
    );
    CREATE INDEX ON bridge.measure_delivery (care_provider, delivered_at);
    CREATE TABLE bridge.measure_value (
      delivery uuid NOT NULL REFERENCES bridge.measure_delivery,
      care_provider text NOT NULL,
      measure text NOT NULL,
      version integer NOT NULL,
      period text NOT NULL,
      -- Empty for the council as a whole.
      unit text NOT NULL,
      value double precision,
      numerator integer,
      denominator integer,
      -- The later delivery that has another in its place.
      replaced_by uuid REFERENCES bridge.measure_delivery,
      PRIMARY KEY (delivery, measure, period, unit)
    );
    -- One at a time is in force.
    CREATE UNIQUE INDEX ON bridge.measure_value (measure, care_provider, period, unit) WHERE replaced_by IS NULL;
    -- Where deliveries are fetched, and what came of it last.
    CREATE TABLE bridge.measure_pull (
      care_provider text NOT NULL,
      url text NOT NULL,
      asked_at timestamptz NOT NULL,
      -- accepted, unchanged, refused, failed; null while it is fetched.
      outcome text,
      faults json,
      -- SHA-256 of what was accepted last.
      digest bytea,
      PRIMARY KEY (care_provider, url)
    );
  `,
};
