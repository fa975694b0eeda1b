import type { Migration } from './migration.ts';

/** Those who have a role in some system are found at once in the copy: they are few among all who work in care. */
export const directoryRoles: Migration = {
  version: 39,
  name: 'directory-roles',
  sql: `
    CREATE INDEX directory_object_roles ON bridge.directory_object (hsa_id)
      WHERE listed AND kind = 'person' AND object ->> 'systemRoles' <> '[]';`,
};
