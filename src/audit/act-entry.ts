import { type Activity, type AuditEntry, newEntryId } from './entry.ts';

/** Something done about access itself or the log: by whom, to what, on whose behalf. */
export interface Act
  extends Partial<
    Omit<AuditEntry, 'id' | 'at' | 'installation' | 'kind' | 'activity' | 'action' | 'correlationId' | 'face'>
  > {
  readonly correlationId: string;
  readonly face: AuditEntry['face'];
  /** `noun:verb`, e.g. `consent:register`. */
  readonly action: string;
  /** Undefined where the national words have none, e.g. for a sign-in. */
  readonly activity: Activity | undefined;
}

/** The entry of an act. It is durable before what was done is told of. */
export function actEntry(installation: AuditEntry['installation'], act: Act): AuditEntry {
  return {
    contract: undefined,
    logicalAddress: undefined,
    caller: undefined,
    certificate: undefined,
    originalConsumer: undefined,
    reader: undefined,
    actor: undefined,
    purpose: undefined,
    patient: undefined,
    sourcesAsked: [],
    units: [],
    outcome: 'released',
    code: undefined,
    reason: undefined,
    records: 0,
    milliseconds: 0,
    ...act,
    id: newEntryId(),
    at: new Date().toISOString(),
    installation,
    kind: 'act',
  };
}
