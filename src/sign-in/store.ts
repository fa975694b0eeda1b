import type { Store } from '../store/index.ts';
import type { HeldCertificate, Proof, VouchedFor } from './proof.ts';

/** A session as it is kept. */
export interface StoredSession {
  readonly tokenHash: string;
  /** HSA-id. */
  readonly person: string;
  readonly proof: Proof;
  readonly startedAt: Date;
  readonly seenAt: Date;
  /** HSA-id of the chosen commission. */
  readonly assignment: string | undefined;
}

/** A code on its way from the port that asks for the card to the portal. */
export interface StoredCode extends HeldCertificate {
  /** Of the browser in which the sign-in was begun; undefined when it was begun nowhere here. */
  readonly state: string | undefined;
  readonly madeAt: Date;
}

/** Codes and sessions in the store, so that every process of an installation knows them. */
export interface SessionStore {
  keepCode(codeHash: string, code: StoredCode): Promise<void>;
  findCode(codeHash: string): Promise<StoredCode | undefined>;
  /** Takes the code away; false for whoever comes second. */
  takeCode(codeHash: string): Promise<boolean>;
  start(session: StoredSession): Promise<void>;
  find(tokenHash: string): Promise<StoredSession | undefined>;
  seen(tokenHash: string, at: Date): Promise<void>;
  /** Under the assignment the session is known by another token. False when it is not known by this one any more. */
  choose(tokenHash: string, chosen: { readonly assignment: string; readonly tokenHash: string }): Promise<boolean>;
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
    async keepCode(code_hash, { certificate, state, madeAt }) {
      await db
        .insertInto(codes)
        .values({ code_hash, certificate: certificate.toString('base64'), state: state ?? null, made_at: madeAt })
        .execute();
    },
    async findCode(codeHash) {
      const row = await db.selectFrom(codes).selectAll().where('code_hash', '=', codeHash).executeTakeFirst();
      return row && { ...held(row.certificate), state: row.state ?? undefined, madeAt: row.made_at };
    },
    async takeCode(codeHash) {
      const { numDeletedRows } = await db.deleteFrom(codes).where('code_hash', '=', codeHash).executeTakeFirst();
      return numDeletedRows === 1n;
    },
    async start({ tokenHash, person, proof, startedAt, seenAt, assignment }) {
      const rests =
        proof.method === 'siths'
          ? { certificate: proof.certificate.toString('base64'), vouched: null }
          : { certificate: null, vouched: JSON.stringify(proof) };
      await db
        .insertInto(sessions)
        .values({
          token_hash: tokenHash,
          person,
          ...rests,
          started_at: startedAt,
          seen_at: seenAt,
          assignment: assignment ?? null,
        })
        .execute();
    },
    async find(tokenHash) {
      const row = await db.selectFrom(sessions).selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
      return (
        row && {
          tokenHash,
          person: row.person,
          proof: row.certificate === null ? (row.vouched as VouchedFor) : held(row.certificate),
          startedAt: row.started_at,
          seenAt: row.seen_at,
          assignment: row.assignment ?? undefined,
        }
      );
    },
    async seen(tokenHash, at) {
      await db.updateTable(sessions).set({ seen_at: at }).where('token_hash', '=', tokenHash).execute();
    },
    async choose(tokenHash, { assignment, tokenHash: token_hash }) {
      return db.transaction().execute(async (transaction) => {
        // Held, so that nobody is opened in the midst of it.
        const held = transaction.selectFrom(sessions).select('token_hash').where('token_hash', '=', tokenHash);
        if (!(await held.forUpdate().executeTakeFirst())) return false;
        // Whoever was open was so under the one before.
        await transaction.deleteFrom('bridge.open_patient').where('token_hash', '=', tokenHash).execute();
        const chosen = transaction.updateTable(sessions).set({ assignment, token_hash });
        await chosen.where('token_hash', '=', tokenHash).execute();
        return true;
      });
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

function held(certificate: string): HeldCertificate {
  return { method: 'siths', certificate: Buffer.from(certificate, 'base64') };
}
