/**
 * Identities of patients: the kinds in use, validated and brought to one form in one place.
 */
export { identityKinds, parsePatientId } from './patient-id.ts';
export { isTestIdentity } from './test-identity.ts';
