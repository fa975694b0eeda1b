/**
 * The engagement index: which system holds what about which patient. Systems and other indexes tell it (Update,
 * ProcessNotification), it tells its subscribers through the outbox, and the overview asks it whom to ask.
 */
export { isIndexed } from './engagement.ts';
export type { EngagementIndex } from './engagement-index.ts';
export { EngagementFault } from './fault.ts';
export type { EngagementLookup, Known } from './lookup.ts';
export { type Engagements, openEngagements } from './open.ts';
export type { Reconciliation } from './reconcile/rows.ts';
export { type EngagementHandlers, engagementHandlers } from './remote.ts';
