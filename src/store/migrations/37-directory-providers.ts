import type { Migration } from './migration.ts';

/** Of a care provider its care units, and of an organisation number its care providers, are found at once in the copy. */
export const directoryProviders: Migration = {
  version: 37,
  name: 'directory-providers',
  sql: `
    CREATE INDEX directory_object_provider ON bridge.directory_object ((object ->> 'responsibleProvider'))
      WHERE object ->> 'responsibleProvider' IS NOT NULL;
    CREATE INDEX directory_object_org_no ON bridge.directory_object ((object ->> 'orgNo'))
      WHERE object ->> 'orgNo' IS NOT NULL;`,
};
