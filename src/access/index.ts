/**
 * May this record be shown? Decides from plain data and says why; asks nobody and writes nothing. Faces translate the
 * reasons, the access log keeps them. Who may call what where is decided in routing/.
 */
export type { Actor } from './actor.ts';
export { judgeRecord, type RecordGate, type WithholdingReason } from './record-gate.ts';
