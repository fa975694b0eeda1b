import type { Migration } from './migration.ts';

export const certificateFigures: Migration = {
  version: 34,
  name: 'certificate figures',
  sql: `
    -- Calls by the certificate that was shown, counted out of the access log by day; see src/figures. No patient; of persons
    -- only who has issued their cards.
    CREATE TABLE bridge.certificate_figure (
      -- YYYY-MM-DD, Swedish
      day text NOT NULL,
      -- Of a system's certificate; empty for persons.
      fingerprint text NOT NULL,
      issuer text NOT NULL,
      -- HSA-id of the system; empty for persons.
      caller text NOT NULL,
      contract text NOT NULL,
      care_unit text NOT NULL,
      n bigint NOT NULL,
      PRIMARY KEY (day, fingerprint, issuer, caller, contract, care_unit)
    );
  `,
};
