import { sql, type Transaction } from 'kysely';
import type { Schema } from '../store/schema.ts';

/**
 * The head of a key is the one message of it that is on its way or is sent next; it alone has a time when it is due. Who
 * adds to a key and who takes its head away hold the key's lock meanwhile: neither can miss what the other did.
 */
export interface Head {
  readonly id: string;
  readonly destination: string;
}

/** Keys share this many locks, so that a transaction with very many keys stays within what the database can hold. */
const LOCKS = 4_096;
/** The first half of the locks' name; the integer spells DLVR. */
const LOCK_CLASS = 0x444c5652;

/** Each once. */
export function keysOf(rows: readonly { readonly key: Buffer }[]): Buffer[] {
  return [...new Map(rows.map(({ key }) => [key.toString('hex'), key])).values()];
}

/** Until the transaction ends; always in the same order, so that nobody waits in a circle. */
export async function lockKeys(transaction: Transaction<Schema>, keys: readonly Buffer[]): Promise<void> {
  const locks = [...new Set(keys.map((key) => key.readUInt32BE(0) % LOCKS))].sort((a, b) => a - b);
  const text = `{${locks.join()}}`;
  await sql`SELECT pg_advisory_xact_lock(${LOCK_CLASS}, lock) FROM unnest(${text}::int[]) AS lock`.execute(transaction);
}

/** Makes the first message that waits the head, of each key that has none. Gives the new heads. */
export async function promote(transaction: Transaction<Schema>, keys: readonly Buffer[]): Promise<Head[]> {
  if (keys.length === 0) return [];
  const list = sql.join(keys.map((key) => sql`(${key}::bytea)`));
  const { rows } = await sql<Head>`
    UPDATE bridge.delivery SET due_at = now() WHERE sequence IN (
      SELECT first.sequence FROM (VALUES ${list}) AS wanted (key) CROSS JOIN LATERAL (
        SELECT sequence FROM bridge.delivery d
        WHERE d.key = wanted.key AND d.state = 'waiting' ORDER BY d.sequence LIMIT 1
      ) AS first
      WHERE NOT EXISTS (
        SELECT FROM bridge.delivery h WHERE h.key = wanted.key AND (h.state = 'sending' OR h.due_at IS NOT NULL)
      )
    ) RETURNING id, destination`.execute(transaction);
  return rows;
}
