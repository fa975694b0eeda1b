import type { Migration } from './migration.ts';

/** What begins with a word of one or two letters is found at once in the copy; such words have no trigrams. */
export const directoryShortWords: Migration = {
  version: 40,
  name: 'directory-short-words',
  sql: `
    CREATE INDEX directory_object_words ON bridge.directory_object
      USING gin (array_to_tsvector(array_remove(regexp_split_to_array(searched, '[^a-z0-9]+'), '')))
      WHERE searched IS NOT NULL;`,
};
