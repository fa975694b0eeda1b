import type { Migration } from './migration.ts';

export const engagements: Migration = {
  version: 11,
  name: 'engagement index',
  sql: `
    CREATE TABLE bridge.engagement (
      -- SHA-256 of the nine fields that make an engagement itself; together they are too long for an index.
      key bytea PRIMARY KEY,
      patient text NOT NULL,
      service_domain text NOT NULL,
      categorization text NOT NULL,
      logical_address text NOT NULL,
      business_object text NOT NULL,
      process_interest text NOT NULL,
      -- Times as on the wire, YYYYMMDDhhmmss in Swedish local time: they are given out as they were received.
      most_recent_content text,
      source_system text NOT NULL,
      creation_time text,
      update_time text,
      data_controller text NOT NULL,
      owner text NOT NULL,
      -- When the row was last written here.
      changed_at timestamptz NOT NULL
    );
    CREATE INDEX engagement_patient ON bridge.engagement (patient, service_domain);
    CREATE INDEX engagement_source ON bridge.engagement (source_system, service_domain);

    -- Who subscribes, as the registry said last.
    CREATE TABLE bridge.engagement_subscriber (
      registry text PRIMARY KEY,
      asked_at timestamptz NOT NULL,
      subscribers json NOT NULL
    );

    -- Complete lists of sources on their way to be compared with the index.
    CREATE UNLOGGED TABLE bridge.engagement_listed (
      run uuid NOT NULL,
      key bytea NOT NULL,
      patient text NOT NULL,
      service_domain text NOT NULL,
      categorization text NOT NULL,
      logical_address text NOT NULL,
      business_object text NOT NULL,
      process_interest text NOT NULL,
      most_recent_content text,
      source_system text NOT NULL,
      data_controller text NOT NULL,
      PRIMARY KEY (run, key)
    );

    CREATE TABLE bridge.engagement_reconciliation (
      run uuid PRIMARY KEY,
      source text NOT NULL,
      -- The time of day it was to begin; one process takes it. Null when somebody asked for it.
      due timestamptz,
      started_at timestamptz NOT NULL,
      finished_at timestamptz,
      -- Null while it runs.
      outcome text,
      reason text,
      listed bigint NOT NULL DEFAULT 0,
      created bigint NOT NULL DEFAULT 0,
      updated bigint NOT NULL DEFAULT 0,
      deleted bigint NOT NULL DEFAULT 0,
      UNIQUE (source, due)
    );
    CREATE INDEX engagement_reconciliation_last ON bridge.engagement_reconciliation (source, finished_at);
  `,
};
