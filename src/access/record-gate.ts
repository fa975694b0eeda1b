import type { BridgeRecord, PatientId } from '../contracts/index.ts';
import { sameHsaId, sameIdentity } from '../identities/index.ts';
import type { Reader } from './reader.ts';

/** Why a record that a source gave is not shown. A closed vocabulary; counted in Coverage, never silent. */
export const withholdingReasons = [
  'broken',
  'other-patient',
  'other-source',
  'nullified',
  'no-care-unit',
  'no-care-provider',
  'not-approved-for-patient',
  /** By the overview: it cannot be told in the version of the contract that was asked for. */
  'not-expressible',
] as const;
export type WithholdingReason = (typeof withholdingReasons)[number];

export interface RecordGate {
  /** Every identity of the one patient: a system keeps a record under the number that was current then. */
  readonly patients: readonly PatientId[];
  /** HSA-id of the system that was asked: it may only give its own records. Undefined for an aggregating platform. */
  readonly source: string | undefined;
  /** Who answers for relation and consent; `patient` = citizen services. */
  readonly gate: Reader['gate'];
  /** Contracts whose rules forbid sending withdrawn records. */
  readonly forbidsNullified: boolean;
}

/**
 * May this record be shown? Pure and total. Fails closed: what cannot be attributed to a care unit and a care provider
 * cannot be judged against blocks and is not shown in shared record-keeping.
 */
export function judgeRecord(record: BridgeRecord, gate: RecordGate): 'show' | WithholdingReason {
  const { header } = record;
  if (record.problems) return 'broken';
  if (!gate.patients.some((patient) => sameIdentity(patient, header.patient))) return 'other-patient';
  if (gate.source !== undefined && !sameHsaId(header.sourceSystem, gate.source)) return 'other-source';
  if (header.nullified && gate.forbidsNullified) return 'nullified';
  if (header.careProvider === undefined) return 'no-care-provider';
  if (header.careUnit === undefined) return 'no-care-unit';
  if (gate.gate === 'patient' && !header.approvedForPatient) return 'not-approved-for-patient';
  return 'show';
}
