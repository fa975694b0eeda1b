/**
 * The engagement index: which system holds what about which patient. Systems and other indexes tell it (Update,
 * ProcessNotification), it tells its subscribers through the outbox, and the overview asks it whom to ask.
 */
export { createEngagementIndex, type EngagementIndex } from './engagement-index.ts';
