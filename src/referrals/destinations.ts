import { type ReferralContract, referralContracts } from '../contracts/referrals/registry.ts';
import type { ValueOf } from '../contracts/schema.ts';
import { type Delivery, DeliveryFailure, type Destination, type Receipt } from '../deliveries/delivery.ts';
import { createSoapSender, type SoapSender } from '../deliveries/soap-sender.ts';
import type { Outgoing } from '../sources/http.ts';
import type { ReferralSystem } from './receivers.ts';
import { subCodes } from './refused.ts';
import type { ReferralStore } from './store.ts';

/** Name of the destination that a system's messages are put to. */
export function destinationOf({ hsaId }: Pick<ReferralSystem, 'hsaId'>): string {
  return `referral-${hsaId}`;
}

interface DestinationParts {
  readonly systems: readonly ReferralSystem[];
  readonly outgoing: Outgoing;
  readonly bridgeHsaId: string;
  readonly store: Pick<ReferralStore, 'delivered'>;
}

/** One for each system that takes referrals; they send what was accepted byte for byte. */
export function createReferralDestinations({
  systems,
  outgoing,
  bridgeHsaId,
  store,
}: DestinationParts): readonly Destination[] {
  return systems.map((system) => {
    const sender = createSoapSender(system, { outgoing, bridgeHsaId });
    return {
      name: destinationOf(system),
      concurrency: system.concurrency,
      perSecond: system.perSecond,
      send: (delivery: Delivery, signal: AbortSignal) => send(sender, store, delivery, signal),
      close: () => sender.close(),
    };
  });
}

/** When it resolves, the receipt stands with the referral: a repeat after a crash is recognised by the receiver. */
async function send(
  sender: SoapSender,
  store: DestinationParts['store'],
  delivery: Delivery,
  signal: AbortSignal,
): Promise<Receipt> {
  const { content: xml, facts } = delivery;
  const contract = referralContracts.find(({ id }) => id === facts.contract);
  if (!contract) throw new Error(`A referral message in ${facts.contract} cannot be sent.`);
  const contentType = `text/xml; charset=${facts.charset}`;
  const { result } = await sender.post({ contract, xml, contentType }, delivery, signal);
  throwIfRefused(result);
  const receipt = receiptIn(result);
  await store.delivered(delivery.id, receipt);
  return receipt === undefined ? {} : { text: receipt };
}

type Result = ValueOf<ReferralContract['response']>['result'];

/** Resend policy of the domain: never after VALIDATION_ERROR; after APPLICATION_ERROR for as long as is configured. */
function throwIfRefused({ resultCode, errorCode, subCode }: Result): void {
  if (resultCode !== 'ERROR') return;
  if (errorCode === 'VALIDATION_ERROR')
    throw new DeliveryFailure('never', errorCode, 'The receiving system finds that the message breaks its contract.');
  const known = Object.keys(subCodes).find((code) => code === subCode);
  const told = known && subCodes[known as keyof typeof subCodes];
  throw new DeliveryFailure(
    'not-now',
    known ?? 'APPLICATION_ERROR',
    `The receiving system refuses: ${told ?? 'it does not say why'}.`,
  );
}

/** Its log id, where it is what the contract says: a UUID. Anything else might be about the patient. */
function receiptIn({ logId = '' }: Result): string | undefined {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(logId) ? logId : undefined;
}
