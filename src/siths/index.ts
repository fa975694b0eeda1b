/**
 * SITHS: who is calling? Turns a client certificate into a Caller or a Refusal with a reason, by our own path validation
 * against configured issuers, revocation lists and certificate profile. The development PKI stands apart, in development.ts.
 */
export type { AssuranceLevel, Caller, CertificateFacts, CertifiedCaller, Fault, Refusal, Verdict } from './caller.ts';
export { factsOf } from './certificate.ts';
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
