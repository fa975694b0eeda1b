import type { Migration } from './migration.ts';

/**
 * The access log as leaves of a Merkle tree (RFC 9162). Entries of before are carried over in their order: each gets a
 * salt and its number in front of the text it had, which for them alone is not canonical JSON.
 */
export const provableLog: Migration = {
  version: 3,
  name: 'provable log',
  sql: `
    ALTER TABLE bridge.audit_entry RENAME TO audit_entry_before;

    CREATE TABLE bridge.audit_entry (
      -- Number of the leaf: from 0, without gaps.
      sequence bigint PRIMARY KEY,
      id text NOT NULL UNIQUE,
      at timestamptz NOT NULL,
      leaf_hash bytea NOT NULL,
      -- What the leaf's hash is of; null once disposed of.
      entry text,
      kind text NOT NULL,
      action text NOT NULL,
      outcome text NOT NULL,
      correlation_id text NOT NULL,
      contract text,
      purpose text,
      emergency boolean NOT NULL,
      caller_hsa_id text,
      actor_hsa_id text,
      certificate_fingerprint text,
      certificate_serial text,
      patient_ids text[] NOT NULL,
      units text[] NOT NULL,
      controllers text[] NOT NULL
    );

    -- One row: what appending needs, and the newest signed head.
    CREATE TABLE bridge.audit_tree (
      single boolean PRIMARY KEY DEFAULT true CHECK (single),
      size bigint NOT NULL,
      peaks bytea NOT NULL,
      head text
    );

    -- Roots of complete subtrees of 2^level leaves, for levels 8, 16 …
    CREATE TABLE bridge.audit_node (
      level smallint NOT NULL,
      index bigint NOT NULL,
      hash bytea NOT NULL,
      PRIMARY KEY (level, index)
    );

    -- A head a minute, so that what was changed can be told from what was not.
    CREATE TABLE bridge.audit_head (
      size bigint PRIMARY KEY,
      at timestamptz NOT NULL,
      note text NOT NULL
    );

    -- Keys that have signed, in order, and how the one before introduced each.
    CREATE TABLE bridge.audit_key (
      key_id text PRIMARY KEY,
      public_key text NOT NULL,
      from_size bigint NOT NULL,
      endorsement text
    );

    DO $carry$
    DECLARE
      old record;
      number bigint := 0;
      place bigint;
      height int;
      content text;
      root bytea;
      peaks bytea[] := '{}';
    BEGIN
      FOR old IN SELECT * FROM bridge.audit_entry_before ORDER BY sequence LOOP
        content := format('{"salt":"%s","sequence":%s,%s',
          encode(substring(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) FOR 16), 'hex'),
          number, substr(ltrim(old.entry::text), 2));
        root := sha256('\\x00'::bytea || convert_to(content, 'UTF8'));
        INSERT INTO bridge.audit_entry VALUES (
          number, old.id, old.at, root, content, old.kind, left(old.entry->>'action', 200), old.outcome,
          old.correlation_id, left(old.entry->>'contract', 200), left(old.entry->>'purpose', 200), false,
          upper(old.caller_hsa_id), upper(left(old.entry->'actor'->>'hsaId', 200)), old.certificate_fingerprint,
          old.certificate_serial, array_remove(ARRAY[old.patient_id], NULL),
          array(SELECT DISTINCT upper(left(unit, 200)) FROM (
            SELECT old.entry->'reader'->>'careUnit' UNION
            SELECT each->>'careUnit' FROM json_array_elements(old.entry->'units') each) AS named (unit)
            WHERE unit IS NOT NULL),
          array(SELECT DISTINCT upper(left(provider, 200)) FROM (
            SELECT old.entry->'reader'->>'careProvider' UNION
            SELECT each->>'careProvider' FROM json_array_elements(old.entry->'units') each) AS named (provider)
            WHERE provider IS NOT NULL));
        place := number;
        height := 0;
        WHILE place % 2 = 1 LOOP
          root := sha256('\\x01'::bytea || peaks[array_length(peaks, 1)] || root);
          peaks := peaks[1:array_length(peaks, 1) - 1];
          place := place / 2;
          height := height + 1;
          IF height % 8 = 0 THEN
            INSERT INTO bridge.audit_node VALUES (height, place, root);
          END IF;
        END LOOP;
        peaks := peaks || root;
        number := number + 1;
      END LOOP;
      INSERT INTO bridge.audit_tree (size, peaks)
        VALUES (number, coalesce((SELECT string_agg(peak, ''::bytea ORDER BY nr)
          FROM unnest(peaks) WITH ORDINALITY AS each (peak, nr)), ''::bytea));
    END
    $carry$;

    DROP TABLE bridge.audit_entry_before;

    CREATE INDEX ON bridge.audit_entry (at, sequence);
    CREATE INDEX ON bridge.audit_entry (correlation_id);
    CREATE INDEX ON bridge.audit_entry (caller_hsa_id, at, sequence);
    CREATE INDEX ON bridge.audit_entry (actor_hsa_id, at, sequence);
    CREATE INDEX ON bridge.audit_entry (certificate_serial, at, sequence);
    CREATE INDEX ON bridge.audit_entry (certificate_fingerprint, at, sequence);
    CREATE INDEX ON bridge.audit_entry (at, sequence) WHERE emergency;
    CREATE INDEX ON bridge.audit_entry (at, sequence) WHERE outcome = 'refused';
    CREATE INDEX ON bridge.audit_entry USING gin (patient_ids);
    CREATE INDEX ON bridge.audit_entry USING gin (units);
    CREATE INDEX ON bridge.audit_entry USING gin (controllers);
  `,
};
