import type { Migration } from './migration.ts';

export const trace: Migration = {
  version: 13,
  name: 'trace',
  sql: `
    CREATE TABLE bridge.trace_segment (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      correlation_id text NOT NULL,
      trace_id text NOT NULL,
      at timestamptz NOT NULL,
      process text NOT NULL,
      omitted integer NOT NULL,
      steps json NOT NULL
    );
    CREATE INDEX trace_segment_correlation ON bridge.trace_segment (correlation_id, at);
    CREATE INDEX trace_segment_at ON bridge.trace_segment (at);
  `,
};
