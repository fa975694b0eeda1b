import type { Pool } from '../store/index.ts';
import type { SearchColumns } from './columns.ts';

/** Numbers of leaves, from first to last. */
export type Places = readonly (readonly [first: number, last: number])[];

/** What an erased entry is found by: nothing but its time. */
export function erasedColumns(at: string): SearchColumns {
  return {
    at,
    kind: 'erased',
    action: 'erased',
    outcome: 'erased',
    correlation_id: '',
    contract: null,
    purpose: null,
    emergency: false,
    caller_hsa_id: null,
    actor_hsa_id: null,
    certificate_fingerprint: null,
    certificate_serial: null,
    patient_ids: [],
    units: [],
    controllers: [],
  };
}

/** Erases content and what was searched for. Number, id, time and leaf hash stay. */
export async function eraseRows(database: Pick<Pool, 'query'>, places: Places): Promise<void> {
  const ranges = places.map(([first, last]) => ({ first, last }));
  await database.query(
    `UPDATE bridge.audit_entry SET entry = NULL, kind = 'erased', action = 'erased', outcome = 'erased',
       correlation_id = '', contract = NULL, purpose = NULL, emergency = false, caller_hsa_id = NULL,
       actor_hsa_id = NULL, certificate_fingerprint = NULL, certificate_serial = NULL,
       patient_ids = '{}', units = '{}', controllers = '{}'
     FROM json_to_recordset($1::json) AS place (first bigint, last bigint)
     WHERE sequence BETWEEN place.first AND place.last`,
    [JSON.stringify(ranges)],
  );
}

export function isIn(places: Places, sequence: number): boolean {
  return places.some(([first, last]) => first <= sequence && sequence <= last);
}
