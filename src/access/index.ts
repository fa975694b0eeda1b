/**
 * May this caller ask, and may this record be shown? Decides from plain data and says why; asks nobody and writes
 * nothing. Faces translate the reasons, the access log keeps them.
 */
export { createPermissions, type Permissions } from './permissions.ts';
export { judgeRecord, type RecordGate, type WithholdingReason } from './record-gate.ts';
