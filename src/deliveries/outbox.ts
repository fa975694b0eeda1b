import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { BridgeError } from '../errors.ts';
import type { Store } from '../store/index.ts';
import type { Schema } from '../store/schema.ts';
import type { NewDelivery, Outbox } from './delivery.ts';
import { type Head, keysOf, lockKeys, promote } from './heads.ts';
import type { Vault } from './vault.ts';

interface OutboxParts {
  readonly store: Store;
  readonly vault: Vault;
  readonly retryForMs: number;
  /** Told after the commit. What is lost of it, the sweeper finds. */
  readonly wake: (heads: readonly Head[]) => void;
}

/** Rows in one INSERT. */
const AT_ONCE = 500;

export function createOutbox({ store, vault, retryForMs, wake }: OutboxParts): Outbox {
  async function put(transaction: Transaction<Schema>, deliveries: readonly NewDelivery[]): Promise<Head[]> {
    const rows = deliveries.map((delivery) => rowOf(delivery, vault, retryForMs));
    const keys = keysOf(rows);
    await lockKeys(transaction, keys);
    for (const some of slices(rows)) await transaction.insertInto('bridge.delivery').values(some).execute();
    const heads: Head[] = [];
    for (const some of slices(keys)) heads.push(...(await promote(transaction, some)));
    return heads;
  }

  return {
    async commit(work) {
      const heads: Head[] = [];
      let ownFailure: { readonly thrown: unknown } | undefined;
      try {
        const result = await store.db.transaction().execute(async (transaction) => {
          const putHere = async (deliveries: readonly NewDelivery[]) => {
            if (deliveries.length > 0) heads.push(...(await put(transaction, deliveries).catch(unavailable)));
          };
          return work(transaction, putHere).catch((thrown: unknown) => {
            ownFailure = { thrown };
            throw thrown;
          });
        });
        wake(heads);
        return result;
      } catch (thrown) {
        if (ownFailure && ownFailure.thrown === thrown) throw thrown;
        return unavailable(thrown);
      }
    },
  };
}

function rowOf(delivery: NewDelivery, vault: Vault, retryForMs: number) {
  const { id = randomUUID(), destination, kind, correlationId, facts, content } = delivery;
  return {
    id,
    destination,
    kind,
    key: vault.keyOf(delivery),
    state: 'waiting',
    correlation_id: correlationId,
    facts: JSON.stringify(facts),
    bytes: content.byteLength,
    content: vault.seal(id, content),
    gives_up_at: inMilliseconds(retryForMs),
  };
}

/** By the database's clock, the only one that all processes share. */
export function inMilliseconds(milliseconds: number) {
  return sql<Date>`now() + ${milliseconds} * interval '1 millisecond'`;
}

function* slices<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let at = 0; at < items.length; at += AT_ONCE) yield items.slice(at, at + AT_ONCE);
}

function unavailable(cause: unknown): never {
  throw cause instanceof BridgeError ? cause : new BridgeError('STORE_UNAVAILABLE', undefined, { cause });
}
