/**
 * E-referrals between care units of different regions: taken in from one council's system, kept until the other's has
 * taken them, in order, unread but for what delivery needs. A consultation at a distance is a referral whose acceptance
 * gives the specialist a relation. See docs/referrals.md.
 */
export type { Accept } from './accept.ts';
export { createReferrals, type Referrals, workOnReferrals } from './referrals.ts';
export { ReferralRefused } from './refused.ts';
export type { Referral } from './store.ts';
