/**
 * Identities: those of patients, validated and brought to one form in one place, what they tell by themselves and how
 * far they reach; organisation numbers; and how HSA-ids are compared.
 */
export { identityOfNumber } from './bare-number.ts';
export { birthDateInNumber, sexInNumber } from './in-the-number.ts';
export { identityKinds } from './kinds.ts';
export { mayHoldPersonalNumber } from './may-hold-personal-number.ts';
export { organisationOf, parseOrganisationNumber } from './organisation-number.ts';
export { parsePatientId } from './patient-id.ts';
export { holdsPersonalNumber } from './personal-number-in.ts';
export { isKnownAt, isReserveNumber, sameIdentity } from './reach.ts';
export { sameHsaId } from './same-hsa-id.ts';
export { isTestIdentity } from './test-identity.ts';
