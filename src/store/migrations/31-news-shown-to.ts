import type { Migration } from './migration.ts';

/** What is shown now is found however much has been told before. */
export const newsShownTo: Migration = {
  version: 31,
  name: 'news-shown-to',
  sql: 'CREATE INDEX news_version_shown_to ON bridge.news_version (shown_to)',
};
