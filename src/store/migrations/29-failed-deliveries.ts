import type { Migration } from './migration.ts';

/** Why the last attempt failed is found at once, however much waits. */
export const failedDeliveries: Migration = {
  version: 29,
  name: 'failed-deliveries',
  sql: `
    CREATE INDEX delivery_failed ON bridge.delivery (destination, failed_at DESC)
      WHERE failed_at IS NOT NULL AND state IN ('waiting', 'sending', 'dead');
  `,
};
