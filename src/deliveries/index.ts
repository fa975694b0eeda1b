/**
 * Durable messages to others: put in the outbox with the transaction that acknowledges them, sent in order of their key
 * until the receiver has taken them, or set aside for people to judge. The bus only tells that there is something to
 * send. See docs/reliability.md.
 */
export { createDeliveries, type Deliveries } from './deliveries.ts';
export type { DeliveryDesk } from './desk.ts';
