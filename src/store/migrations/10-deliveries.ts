import type { Migration } from './migration.ts';

export const deliveries: Migration = {
  version: 10,
  name: 'deliveries',
  sql: `
    -- Messages to others, from the transaction that acknowledged them until they are delivered or given up.
    CREATE TABLE bridge.delivery (
      sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      id uuid NOT NULL UNIQUE,
      destination text NOT NULL,
      kind text NOT NULL,
      -- Keyed hash of destination and key: messages with the same are sent in order of sequence.
      key bytea NOT NULL,
      state text NOT NULL CHECK (state IN ('waiting', 'sending', 'delivered', 'dead', 'discarded')),
      correlation_id text NOT NULL,
      facts jsonb NOT NULL,
      bytes integer NOT NULL,
      -- Sealed; gone once nobody needs it.
      content bytea,
      accepted_at timestamptz NOT NULL DEFAULT now(),
      gives_up_at timestamptz NOT NULL,
      attempts integer NOT NULL DEFAULT 0,
      -- Attempts since the last answer that ended in nothing we know: a bug, or a process that vanished.
      mishaps integer NOT NULL DEFAULT 0,
      -- When it is sent next. Only the head of a key that waits has one, so that what is due is found by one index.
      due_at timestamptz,
      lease uuid,
      lease_until timestamptz,
      finished_at timestamptz,
      receipt text,
      failure_class text,
      failure_reason text,
      failure_text text,
      failed_at timestamptz
    );
    -- The head of a key: the one that is on its way or is sent next. There is never more than one.
    CREATE UNIQUE INDEX delivery_head ON bridge.delivery (key) WHERE state = 'sending' OR due_at IS NOT NULL;
    CREATE INDEX delivery_due ON bridge.delivery (destination, due_at) WHERE due_at IS NOT NULL;
    CREATE INDEX delivery_queue ON bridge.delivery (key, sequence) WHERE state = 'waiting';
    CREATE INDEX delivery_past ON bridge.delivery (key, sequence) WHERE state = 'delivered';
    CREATE INDEX delivery_open ON bridge.delivery (destination, state, accepted_at)
      WHERE state IN ('waiting', 'sending', 'dead');
    CREATE INDEX delivery_finished ON bridge.delivery (destination, finished_at)
      WHERE state IN ('delivered', 'discarded');
    CREATE INDEX delivery_correlation ON bridge.delivery (correlation_id);

    -- Destinations to which people have stopped all sending.
    CREATE TABLE bridge.delivery_pause (
      destination text PRIMARY KEY,
      paused_by text NOT NULL,
      reason text NOT NULL,
      at timestamptz NOT NULL DEFAULT now()
    );
  `,
};
