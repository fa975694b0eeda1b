/** The development PKI: made, listed and revoked in by commands and tests. No running bridge loads it. */
export { developmentPkiGenerator, makeDevelopmentPki } from './dev-pki.ts';
export {
  developmentTrust,
  type ListedCertificate,
  listDevelopmentPki,
  revocableNames,
  revokeInDevelopmentPki,
} from './dev-pki-use.ts';
