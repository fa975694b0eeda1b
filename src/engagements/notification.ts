import { processNotification1 } from '../contracts/engagement-index/process-notification-1.ts';
import type { NewDelivery } from '../deliveries/delivery.ts';
import type { Change } from './engagement.ts';
import { changesFor, type Subscriber } from './subscriber.ts';

/** The destination of a subscriber's messages in the outbox. */
export function destinationOf({ name }: Pick<Subscriber, 'name'>): string {
  return `index.${name}`;
}

/** One message to each subscriber for each patient; those about one patient arrive there in order. */
export function notifications(
  changes: readonly Change[],
  subscribers: readonly Subscriber[],
  correlationId: string,
): NewDelivery[] {
  return subscribers.flatMap((subscriber) =>
    [...changesFor(subscriber, changes)].map(([patient, some]) => ({
      destination: destinationOf(subscriber),
      kind: 'notification' as const,
      key: patient,
      correlationId,
      facts: {
        contract: processNotification1.id,
        logicalAddress: subscriber.logicalAddress,
        transactions: some.length,
      },
      content: Buffer.from(JSON.stringify(some)),
    })),
  );
}

/** What a message holds. */
export function changesIn(content: Buffer): Change[] {
  return JSON.parse(content.toString());
}
