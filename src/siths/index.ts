/**
 * SITHS: who is calling? Turns a client certificate into a Caller or a Refusal with a reason, by our own path validation
 * against configured issuers, revocation lists and certificate profile, and makes the development PKI.
 */
export type { AssuranceLevel, Caller, CertificateFacts, CertifiedCaller, Refusal, Verdict } from './caller.ts';
export { factsOf } from './certificate.ts';
export { developmentPkiGenerator, makeDevelopmentPki } from './dev-pki.ts';
export {
  developmentTrust,
  type ListedCertificate,
  listDevelopmentPki,
  revocableNames,
  revokeInDevelopmentPki,
} from './dev-pki-use.ts';
export type { OcspQuestion } from './ocsp.ts';
export type { RevocationSource } from './revocation-sources.ts';
export { askForCertificate, peerCertificateDer } from './socket.ts';
export {
  addressesOfLists,
  answerAbout,
  createTrust,
  expiriesOf,
  judgeCertificate,
  judgeRevocation,
  keepAnswer,
  keepStaple,
  listsKept,
  lookAgain,
  noteAttempt,
  questionFor,
  revocationSourcesOf,
  type Trust,
  takeLists,
  troubleOf,
  whenChanged,
} from './trust.ts';
export type { RevocationAnswer } from './trust-store.ts';
export type { Fault } from './verdict.ts';
