/**
 * Identities: those of patients, validated and brought to one form in one place, and how HSA-ids are compared.
 */
export { identityKinds, parsePatientId } from './patient-id.ts';
export { sameHsaId } from './same-hsa-id.ts';
export { isTestIdentity } from './test-identity.ts';
