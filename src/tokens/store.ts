import { createHash } from 'node:crypto';
import type { Store } from '../store/index.ts';

/**
 * Spends a client assertion: true the first time, false ever after, in whichever process it comes (RFC 7523 §3, `jti`).
 * Forgets those that have expired.
 */
export type Spend = (clientId: string, id: string, expires: Date) => Promise<boolean>;

export function createSpend({ db }: Pick<Store, 'db'>): Spend {
  return async (clientId, id, expires) => {
    await db.deleteFrom('bridge.spent_assertion').where('expires', '<', new Date()).execute();
    const digest = createHash('sha256')
      .update(JSON.stringify([clientId, id]))
      .digest();
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('bridge.spent_assertion')
      .values({ digest, expires })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  };
}
