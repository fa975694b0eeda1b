/**
 * The bus: interactive queries to record systems, one BullMQ queue per system, over Redis between processes or in the
 * embedded store within one. Everything on it is sealed; replies stream back on a channel of their own with flow
 * control. A query is sent to its source at most once. See docs/decisions/ for why replies do not go over BullMQ.
 */
export { type Bus, createBus } from './bus.ts';
export { loadBusKey } from './key.ts';
export { derivedKey, type Keys, namingOf } from './keyring.ts';
export { mostWaitingOf } from './lines.ts';
export { type BusHandlers, busHandlers } from './remote.ts';
export type { WakeQueue } from './wakes.ts';
export type { Hands } from './watch.ts';
