import type { Selectable } from 'kysely';
import type { Store } from '../../store/index.ts';
import type { RefusalSignOffTable } from '../tables.ts';

/** That somebody has looked into refusals of a certificate, up to the latest that she saw. Instants are ISO 8601. */
export interface SignOff {
  readonly id: string;
  readonly at: string;
  /** HSA-id of the care provider whose officer it was; undefined: on the server. */
  readonly controller: string | undefined;
  readonly fingerprint: string;
  readonly code: string;
  readonly upTo: string;
  readonly note: string;
  /** HSA-id. */
  readonly madeBy: string;
}

type Database = Store['db'];

export async function insertSignOff(db: Database, signOff: SignOff): Promise<void> {
  const { id, at, controller, fingerprint, code, upTo, note, madeBy } = signOff;
  await db
    .insertInto('bridge.refusal_sign_off')
    .values({
      id,
      at,
      controller: controller?.toUpperCase() ?? null,
      fingerprint,
      code,
      up_to: upTo,
      note,
      made_by: madeBy,
    })
    .execute();
}

/** Of one care provider’s officers, or those made on the server; oldest first. */
export async function signOffsOf(
  db: Database,
  controller: string | undefined,
  fingerprints: readonly string[],
): Promise<SignOff[]> {
  if (fingerprints.length === 0) return [];
  const rows = await db
    .selectFrom('bridge.refusal_sign_off')
    .selectAll()
    .where('fingerprint', 'in', [...fingerprints])
    .where('controller', 'is not distinct from', controller?.toUpperCase() ?? null)
    .orderBy('at')
    .execute();
  return rows.map(signOffOf);
}

function signOffOf(row: Selectable<RefusalSignOffTable>): SignOff {
  return {
    id: row.id,
    at: row.at.toISOString(),
    controller: row.controller ?? undefined,
    fingerprint: row.fingerprint,
    code: row.code,
    upTo: row.up_to.toISOString(),
    note: row.note,
    madeBy: row.made_by,
  };
}
