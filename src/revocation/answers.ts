import type { RevocationAnswer } from '../siths/index.ts';
import type { Store } from '../store/index.ts';

/** What responders have told one process, for the others. Certificates are named by fingerprint (SHA-256, hex). */
export interface SharedAnswers {
  /** What holds at `now` and was learnt later than `since`. */
  of(fingerprint: string, since: Date, now: Date): Promise<Learnt | undefined>;
  keep(fingerprint: string, answer: Buffer, said: RevocationAnswer, now: Date): Promise<void>;
  /** What has been learnt to be revoked since then. */
  revokedSince(since: Date): Promise<readonly LearntRevoked[]>;
}

interface Learnt {
  /** DER, as the responder gave it. */
  readonly answer: Buffer;
  readonly learntAt: Date;
}

interface LearntRevoked {
  readonly fingerprint: string;
  readonly said: RevocationAnswer;
  readonly learntAt: Date;
}

/** Of a process that has no store. */
export const nothingShared: SharedAnswers = {
  of: async () => undefined,
  keep: async () => undefined,
  revokedSince: async () => [],
};

/** Those that hold no longer are left out as others come, but for revocations, which are for good. */
export function createSharedAnswers({ db }: Pick<Store, 'db'>): SharedAnswers {
  return {
    async of(fingerprint, since, now) {
      const row = await db
        .selectFrom('bridge.revocation_answer')
        .select(['answer', 'learnt_at as learntAt'])
        .where('fingerprint', '=', fingerprint)
        .where('learnt_at', '>', since)
        .where('next_update', '>', now)
        .executeTakeFirst();
      return row && { answer: Buffer.from(row.answer), learntAt: row.learntAt };
    },

    async keep(fingerprint, answer, { status, reason, thisUpdate, nextUpdate }, now) {
      const told = { answer, status, reason: reason ?? null, this_update: thisUpdate, next_update: nextUpdate };
      await db
        .insertInto('bridge.revocation_answer')
        .values({ fingerprint, ...told, learnt_at: now })
        .onConflict((conflict) => conflict.column('fingerprint').doUpdateSet({ ...told, learnt_at: now }))
        .execute();
      await db
        .deleteFrom('bridge.revocation_answer')
        .where('status', '=', 'good')
        .where('learnt_at', '<', new Date(now.getTime() - longestMs))
        .execute();
    },

    async revokedSince(since) {
      const rows = await db
        .selectFrom('bridge.revocation_answer')
        .selectAll()
        .where('status', '=', 'revoked')
        .where('learnt_at', '>', since)
        .execute();
      return rows.map(({ fingerprint, reason, this_update, next_update, learnt_at }) => ({
        fingerprint,
        said: { status: 'revoked', reason: reason ?? undefined, thisUpdate: this_update, nextUpdate: next_update },
        learntAt: learnt_at,
      }));
    },
  };
}

/** No answer is used for longer. */
const longestMs = 3_600_000;
