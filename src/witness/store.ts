import { hash } from 'node:crypto';
import { readHead, type SignedHead } from '../audit/heads/index.ts';
import type { Store } from '../store/index.ts';
import type { Suspicion } from './judge.ts';
import { findingKey, type WitnessState } from './state.ts';

/** A bridge's memory as a witness, in its database; several processes share it. */
export function storedState({ db }: Pick<Store, 'db'>): WitnessState {
  return {
    async heads() {
      const rows = await db.selectFrom('bridge.witnessed_head').select('note').execute();
      return rows.map(({ note }) => readHead(note)).filter((head) => head !== undefined);
    },
    async keep({ origin, note }, before) {
      const kept = before
        ? await db
            .updateTable('bridge.witnessed_head')
            .set({ note })
            .where('origin', '=', origin)
            .where('note', '=', before.note)
            .executeTakeFirst()
        : await db
            .insertInto('bridge.witnessed_head')
            .values({ origin, note })
            .onConflict((conflict) => conflict.doNothing())
            .executeTakeFirst();
      return ('numUpdatedRows' in kept ? kept.numUpdatedRows : kept.numInsertedOrUpdatedRows) === 1n;
    },
    async evidence() {
      const rows = await db.selectFrom('bridge.witness_evidence').selectAll().orderBy('found_at').execute();
      return rows.map(({ origin, suspicion, explanation, notes, found_at }) => ({
        origin,
        suspicion: suspicion as Suspicion,
        text: explanation,
        notes,
        foundAt: found_at.toISOString(),
      }));
    },
    async accuse(found) {
      const { origin, suspicion, text: explanation, notes, foundAt } = found;
      const digest = hash('sha256', findingKey(found), 'buffer');
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('bridge.witness_evidence')
        .values({ digest, origin, suspicion, explanation, notes: [...notes], found_at: new Date(foundAt) })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
  };
}

/** Heads of this bridge's own log that its witnesses have co-signed: the last of each. */
export interface CosignedHeads {
  list(): Promise<readonly { readonly witness: string; readonly head: SignedHead }[]>;
  /** In place of an earlier one of the same witness; never in place of a larger one. */
  keep(witness: string, head: SignedHead): Promise<void>;
}

export function cosignedHeads({ db }: Pick<Store, 'db'>): CosignedHeads {
  return {
    async list() {
      const rows = await db.selectFrom('bridge.cosigned_head').selectAll().orderBy('witness').execute();
      return rows.flatMap(({ witness, note }) => {
        const head = readHead(note);
        return head ? [{ witness, head }] : [];
      });
    },
    async keep(witness, { size, note }) {
      await db
        .insertInto('bridge.cosigned_head')
        .values({ witness, size, note })
        .onConflict((conflict) =>
          conflict.column('witness').doUpdateSet({ size, note }).where('bridge.cosigned_head.size', '<=', size),
        )
        .execute();
    },
  };
}
