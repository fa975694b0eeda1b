import type { Keys } from '../bus/keyring.ts';
import { createSealer } from '../bus/seal.ts';
import type { PatientId } from '../contracts/index.ts';
import { BridgeError } from '../errors.ts';
import { sameIdentity } from '../identities/index.ts';
import type { Store } from '../store/index.ts';
import type { SignedIn } from './sign-in.ts';

/** A patient as a session has her open. */
export interface Opened {
  /** Names this opening, in all tabs of the session; no secret, and says nothing of whom it is about. */
  readonly opening: string;
  readonly patient: PatientId;
  /** The reader has asked for what tells of places, should the identity be protected. */
  readonly placesShown: boolean;
}

type Session = Pick<SignedIn, 'key' | 'assignment'>;

/**
 * The one patient that a session has open, whatever tab asks. Closed with the session, by another assignment and by
 * another patient. Kept sealed: who reads the store learns of nobody.
 */
export interface OpenPatients {
  /**
   * In the place of whoever was open. `opening`: the name that she was open under in a session of the same person that has
   * run out, so that what its tabs hold stays hers; it takes nobody's place. Throws ASSIGNMENT_REQUIRED; NOT_SIGNED_IN when
   * the session has ended meanwhile; PATIENT_CHANGED when another was opened, or she by another name.
   */
  open(session: Session, patient: PatientId, opening?: string): Promise<Opened>;
  find(session: Session): Promise<Opened | undefined>;
  /** Throws PATIENT_CHANGED when none is open, or by another opening than the one that is meant. */
  demand(session: Session, opening: string | undefined): Promise<Opened>;
  /** Throws PATIENT_CHANGED when that opening has ended. */
  showPlaces(session: Session, opening: string): Promise<void>;
  close(session: Session): Promise<void>;
}

/** `key`: 32 bytes. */
export function createOpenPatients(db: Store['db'], key: Keys): OpenPatients {
  const table = 'bridge.open_patient';
  const sealer = createSealer(key);

  async function find(session: Session): Promise<Opened | undefined> {
    const assignment = assignmentOf(session);
    if (assignment === undefined) return undefined;
    const row = await db
      .selectFrom(table)
      .select(['opening', 'patient', 'places_shown_in'])
      .where('token_hash', '=', session.key)
      .where('assignment', '=', assignment)
      .executeTakeFirst();
    // What another key has sealed is not open any more.
    const patient = row && sealer.open(Buffer.from(row.patient, 'base64'), session.key);
    return (
      patient && {
        opening: row.opening,
        patient: JSON.parse(patient.toString()),
        placesShown: row.places_shown_in === row.opening,
      }
    );
  }

  async function demand(session: Session, opening: string | undefined): Promise<Opened> {
    const found = await find(session);
    if (!found || (opening !== undefined && found.opening !== opening)) throw new BridgeError('PATIENT_CHANGED');
    return found;
  }

  return {
    find,
    demand,
    async open(session, patient, before) {
      const assignment = assignmentOf(session);
      if (assignment === undefined) throw new BridgeError('ASSIGNMENT_REQUIRED');
      const sealed = sealer.seal(Buffer.from(JSON.stringify(patient)), session.key).toString('base64');
      const opening = before ?? crypto.randomUUID();
      const row = { opening, assignment, patient: sealed, places_shown_in: null, opened_at: new Date() };
      await db
        .insertInto(table)
        .values({ token_hash: session.key, ...row })
        .onConflict((conflict) => {
          const taken = conflict.column('token_hash');
          return before === undefined ? taken.doUpdateSet(row) : taken.doNothing();
        })
        .execute()
        .catch((thrown: unknown) => {
          throw isWithoutSession(thrown) ? new BridgeError('NOT_SIGNED_IN', undefined, { cause: thrown }) : thrown;
        });
      const opened = await demand(session, opening);
      // A name given from without is about whom it was about, and nobody else.
      if (!sameIdentity(opened.patient, patient)) throw new BridgeError('PATIENT_CHANGED');
      return opened;
    },
    async showPlaces({ key }, opening) {
      const { numUpdatedRows } = await db
        .updateTable(table)
        .set({ places_shown_in: opening })
        .where('token_hash', '=', key)
        .where('opening', '=', opening)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw new BridgeError('PATIENT_CHANGED');
    },
    async close({ key: token_hash }) {
      await db.deleteFrom(table).where('token_hash', '=', token_hash).execute();
    },
  };
}

function assignmentOf({ assignment }: Session): string | undefined {
  return typeof assignment === 'string' ? undefined : assignment.commission.hsaId;
}

/** PostgreSQL's foreign_key_violation. */
function isWithoutSession(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === '23503';
}
