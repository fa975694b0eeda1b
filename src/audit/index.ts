/**
 * The access log: who was shown what about whom, and who was refused. An entry is durable before any patient data it
 * tells of leaves; without it nothing leaves. Knows nothing of HTTP.
 */
export { type AccessLog, type AccessLogReader, createAccessLog, readAccessLog } from './access-log.ts';
export { type Act, actEntry } from './act-entry.ts';
export type { CertificateUse } from './certificates.ts';
export {
  type AuditEntry,
  type AuditOutcome,
  auditOutcomes,
  type LoggedDecision,
  loggedCaller,
  newEntryId,
  type ReleasedUnit,
  type StoredEntry,
} from './entry.ts';
export { originOf, readHead, type SignedHead, type VerifierKey } from './heads/index.ts';
export { publicPem } from './heads/key.ts';
export { loadLogKey, makeNextKey, readPublicKey } from './heads/key-file.ts';
export { type IncidentReport, type Reach, reportIncident, type Suspicion } from './incident/incident.ts';
export { entryOf } from './leaf.ts';
export type { LogConfig } from './log-keys.ts';
export { createLogWork, type LogVerified, type LogWork } from './log-work.ts';
export { loggedFirst } from './logged-first.ts';
export { type Officer, officerAct, officerId, partOf } from './officer.ts';
export { type AuditHandlers, auditHandlers, remoteAccessLog } from './remote.ts';
export { type LogToolHandlers, logToolHandlers, remoteLogTools } from './remote-tools.ts';
export { noteIn, toldIn } from './review/criteria-words.ts';
export type { EmergencyTask } from './review/emergencies.ts';
export type { ReviewedItem } from './review/reviews.ts';
export type { Review } from './review/store.ts';
export { tellingOfEmergencies } from './review/tell-of-emergencies.ts';
export { type VerdictKind, verdictKinds } from './review/verdict.ts';
export type { AuditFilter } from './rows.ts';
export type { StoredLeaf } from './stored-leaves.ts';
export { fromSwedishTime, toSwedishTime } from './swedish-time.ts';
export { createLogTools, type LogTools } from './tools.ts';
export {
  exportCsv,
  exportLines,
  faultText,
  fileSource,
  type LogSource,
  leavesOf,
  logSource,
  type Verification,
  verifyLog,
} from './verify/index.ts';
export { audiences, type Why } from './why.ts';
