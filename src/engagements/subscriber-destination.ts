import { processNotification1 } from '../contracts/engagement-index/process-notification-1.ts';
import { prefixesFor, writeRoot } from '../contracts/index.ts';
import { DeliveryFailure, type Destination } from '../deliveries/delivery.ts';
import { createSoapSender } from '../deliveries/soap-sender.ts';
import type { Outgoing } from '../sources/http.ts';
import { envelope } from '../sources/soap-call.ts';
import { writeAddress } from '../xml/index.ts';
import { changesIn, destinationOf } from './notification.ts';
import type { Subscriber } from './subscriber.ts';

interface DestinationParts {
  readonly outgoing: Outgoing;
  readonly bridgeHsaId: string;
}

const concurrency = 8;
const timeoutMs = 30_000;
/** What an index says of a message that it will not take tomorrow either. EI000 and EI003 can be put right there. */
const never = ['EI001', 'EI002', 'EI004', 'EI005', 'EI006'];
const prefixes = prefixesFor(processNotification1.namespace, processNotification1.request);

/**
 * Where a subscriber's notifications go. Sending one again is safe: a record that is as it was is ignored, and those about
 * one patient come in order.
 */
export function subscriberDestination(subscriber: Subscriber, parts: DestinationParts): Destination {
  const { url, logicalAddress } = subscriber;
  const sender = createSoapSender({ url, timeoutMs, concurrency, never }, parts);
  return {
    name: destinationOf(subscriber),
    concurrency,
    async send(delivery, signal) {
      const { namespace, requestElement, request: type } = processNotification1;
      const request = { engagementTransaction: changesIn(delivery.content) };
      const body = writeRoot(namespace, requestElement, type, request, prefixes);
      const xml = envelope(writeAddress(logicalAddress, 'rivtabp21'), body);
      const { ResultCode, comment = '' } = await sender.post({ contract: processNotification1, xml }, delivery, signal);
      if (ResultCode === 'ERROR') throw refusedBy(comment);
      return { text: ResultCode };
    },
    ping: (signal) => sender.ping(processNotification1, logicalAddress, signal),
    close: () => sender.close(),
  };
}

/** The other way of an index to refuse: a result, with the text of the fault as comment. */
function refusedBy(comment: string): DeliveryFailure {
  const code = /^EI\d{3}/.exec(comment)?.[0] ?? 'ERROR';
  return new DeliveryFailure(never.includes(code) ? 'never' : 'not-now', code, `The subscriber answered ${code}.`);
}
