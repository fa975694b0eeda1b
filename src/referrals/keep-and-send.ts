import { type AccessLog, type AuditEntry, newEntryId } from '../audit/index.ts';
import type { NewDelivery, Outbox } from '../deliveries/delivery.ts';
import { asBridgeError } from '../errors.ts';
import { destinationOf } from './destinations.ts';
import type { ReferralMessage } from './message.ts';
import type { ReferralSystem } from './receivers.ts';
import { ReferralRefused } from './refused.ts';
import type { ReferralStore } from './store.ts';

export interface SendingParts {
  readonly store: ReferralStore;
  readonly outbox: Outbox;
  readonly accessLog: Pick<AccessLog, 'append'>;
}

interface Sent extends Pick<NewDelivery, 'facts' | 'content'> {
  readonly message: ReferralMessage;
  /** Of what makes it the same as another of its name. */
  readonly digest: Buffer;
  readonly system: ReferralSystem;
  /** For the access log, before anything is kept. */
  readonly entry: AuditEntry;
}

/**
 * Keeps a message with its referral and puts it in the outbox, in one transaction, once it is on the access log. Gives
 * its id; the same again is the same. Throws ReferralRefused, AUDIT_UNAVAILABLE, STORE_*.
 */
export async function keepAndSend(
  { store, outbox, accessLog }: SendingParts,
  { message, digest, system, entry, facts, content }: Sent,
): Promise<string> {
  await accessLog.append(entry);
  const destination = destinationOf(system);
  const { correlationId } = entry;
  try {
    return await outbox.commit(async (transaction, put) => {
      const { id, repeated } = await store.keep(transaction, { message, digest, destination });
      const delivery = { id, destination, kind: 'referral', key: message.requestId, correlationId } as const;
      if (!repeated) await put([{ ...delivery, facts, content }]);
      return id;
    });
  } catch (thrown) {
    // What was refused is put on the log by the face, with what was told.
    if (!(thrown instanceof ReferralRefused))
      await accessLog.append({ ...entry, id: newEntryId(), outcome: 'failed', code: asBridgeError(thrown).code });
    throw thrown;
  }
}
