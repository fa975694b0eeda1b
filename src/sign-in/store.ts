import type { Store } from '../store/index.ts';

/** A session as it is kept. */
export interface StoredSession {
  readonly tokenHash: string;
  /** HSA-id. */
  readonly person: string;
  /** DER. */
  readonly certificate: Buffer;
  readonly startedAt: Date;
  readonly seenAt: Date;
  /** HSA-id of the chosen commission. */
  readonly assignment: string | undefined;
}

/** Codes and sessions in the store, so that every process of an installation knows them. */
export interface SessionStore {
  keepCode(codeHash: string, certificate: Buffer, at: Date): Promise<void>;
  /** Takes the code away, so that of two who come with it one alone gets the certificate. */
  takeCode(codeHash: string): Promise<{ readonly certificate: Buffer; readonly madeAt: Date } | undefined>;
  start(session: StoredSession): Promise<void>;
  find(tokenHash: string): Promise<StoredSession | undefined>;
  seen(tokenHash: string, at: Date): Promise<void>;
  choose(tokenHash: string, assignment: string): Promise<void>;
  end(tokenHash: string): Promise<void>;
  /** Ends all of a person's; gives how many there were. */
  endAll(person: string): Promise<number>;
  /** Removes what can no longer be used. */
  sweep(before: { readonly codes: Date; readonly sessions: Date }): Promise<void>;
}

export function createSessionStore(db: Store['db']): SessionStore {
  const sessions = 'bridge.portal_session';
  const codes = 'bridge.sign_in_code';
  return {
    async keepCode(code_hash, certificate, made_at) {
      await db
        .insertInto(codes)
        .values({ code_hash, certificate: certificate.toString('base64'), made_at })
        .execute();
    },
    async takeCode(codeHash) {
      const row = await db.deleteFrom(codes).where('code_hash', '=', codeHash).returningAll().executeTakeFirst();
      return row && { certificate: Buffer.from(row.certificate, 'base64'), madeAt: row.made_at };
    },
    async start({ tokenHash, person, certificate, startedAt, seenAt, assignment }) {
      const row = { token_hash: tokenHash, person, certificate: certificate.toString('base64') };
      await db
        .insertInto(sessions)
        .values({ ...row, started_at: startedAt, seen_at: seenAt, assignment: assignment ?? null })
        .execute();
    },
    async find(tokenHash) {
      const row = await db.selectFrom(sessions).selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
      return (
        row && {
          tokenHash,
          person: row.person,
          certificate: Buffer.from(row.certificate, 'base64'),
          startedAt: row.started_at,
          seenAt: row.seen_at,
          assignment: row.assignment ?? undefined,
        }
      );
    },
    async seen(tokenHash, at) {
      await db.updateTable(sessions).set({ seen_at: at }).where('token_hash', '=', tokenHash).execute();
    },
    async choose(tokenHash, assignment) {
      await db.updateTable(sessions).set({ assignment }).where('token_hash', '=', tokenHash).execute();
    },
    async end(tokenHash) {
      await db.deleteFrom(sessions).where('token_hash', '=', tokenHash).execute();
    },
    async endAll(person) {
      const ended = await db.deleteFrom(sessions).where('person', '=', person).returning('token_hash').execute();
      return ended.length;
    },
    async sweep(before) {
      await db.deleteFrom(codes).where('made_at', '<', before.codes).execute();
      await db.deleteFrom(sessions).where('started_at', '<', before.sessions).execute();
    },
  };
}
