import type { Registrar } from '../access/registrations.ts';
import { type Act, type AuditEntry, actEntry } from '../audit/index.ts';
import type { ReferralContract } from '../contracts/referrals/registry.ts';
import { BridgeError } from '../errors.ts';
import { carePurpose, type Directory } from '../hsa/index.ts';
import type { Successions } from '../hsa/succession/successions.ts';
import { sameHsaId } from '../identities/index.ts';
import type { XmlCharset } from '../xml/index.ts';
import { judge } from './judge.ts';
import { keepAndSend, type SendingParts } from './keep-and-send.ts';
import type { Keeping } from './keeping.ts';
import type { ReferralMessage } from './message.ts';
import { openRelation, type RelationParts } from './open-relation.ts';
import type { Receivers, ReferralSystem } from './receivers.ts';
import { ReferralRefused } from './refused.ts';

/** Who hands over a message, as the access log shall say it. */
export interface ReferralCall
  extends Pick<Act, 'correlationId' | 'caller' | 'certificate' | 'originalConsumer' | 'actor'> {
  readonly contract: ReferralContract;
  readonly logicalAddress: string;
  /** HSA-id of the care provider that the calling system acts for. */
  readonly careProvider: string;
}

/** The message as it came. */
export interface SentMessage {
  readonly bytes: Buffer;
  readonly charset: XmlCharset;
  /** The body's element as text: what makes two messages of one name the same. */
  readonly body: string;
}

export interface AcceptParts extends RelationParts, SendingParts {
  readonly installation: AuditEntry['installation'];
  readonly receivers: Receivers;
  readonly keeping: Keeping;
  readonly successions?: Successions;
  readonly directory: Pick<Directory, 'careProviderOf'>;
}

/**
 * Takes a message in for the care unit it is addressed to. When it resolves the message is durable, on the access log,
 * and will be delivered once, after those of its referral that were taken before; `logId` is its id. The same again is
 * the same. Throws ReferralRefused, and BridgeError: ADDRESS_UNKNOWN, ROUTE_AMBIGUOUS, AUDIT_UNAVAILABLE, STORE_*.
 */
export type Accept = (
  call: ReferralCall,
  message: ReferralMessage,
  sent: SentMessage,
) => Promise<{ readonly logId: string }>;

export function createAccept(parts: AcceptParts): Accept {
  const { receivers, store, keeping } = parts;

  return async (call, message, sent) => {
    const system = await receivers.at(call.logicalAddress, call.contract.id);
    if (!system) throw new BridgeError('ADDRESS_UNKNOWN');
    demandFit(call, message, sent, system);
    const digest = keeping.digestOf(sent.body);
    if (!(await store.wasKept(message, digest))) await judge(parts, message, system);
    const entry = await entryOf(parts, call, message, system);
    const facts = factsOf(call, message, sent);
    const logId = await keepAndSend(parts, { message, digest, system, entry, facts, content: sent.bytes });
    await openTo(call, message);
    return { logId };
  };

  /** A specialist whose system confirms a consultation gets her relation, where the confirmation says who she is. */
  async function openTo(call: ReferralCall, message: ReferralMessage): Promise<void> {
    if (message.kind !== 'confirmation' || message.type !== 'BEK' || message.author === undefined) return;
    const referral = await store.byRequestId(message.requestId);
    if (!referral?.consultation || referral.version !== message.version) return;
    const { contract, careProvider, ...who } = call;
    const by: Registrar = {
      ...who,
      face: 'soap',
      contract: contract.id,
      purpose: carePurpose,
      careProviders: [careProvider],
    };
    await openRelation(parts, by, { referral, employee: message.author, careUnit: message.from });
  }
}

function demandFit(
  { logicalAddress }: ReferralCall,
  { to }: ReferralMessage,
  { bytes }: SentMessage,
  { maxMessageBytes }: ReferralSystem,
): void {
  if (!sameHsaId(logicalAddress, to))
    throw new ReferralRefused({ rule: 'The logical address must be the recipient’s care unit.' });
  if (bytes.length > maxMessageBytes)
    throw new ReferralRefused({ rule: `The message has more than ${maxMessageBytes} bytes.` });
}

/** What engineers may see of it: units that routes lead to, and no id that a system has made. */
function factsOf({ contract, caller }: ReferralCall, { from, to }: ReferralMessage, { charset }: SentMessage) {
  return { contract: contract.id, sender: caller?.hsaId ?? '', from, to, charset };
}

async function entryOf(
  { installation, directory }: AcceptParts,
  call: ReferralCall,
  message: ReferralMessage,
  system: ReferralSystem,
): Promise<AuditEntry> {
  const { contract, careProvider, ...who } = call;
  const { kind, from, to, patient, version } = message;
  const provider = (await directory.careProviderOf(to)).value;
  const type = message.kind === 'request' ? message.reason : message.type;
  return actEntry(installation, {
    ...who,
    face: 'soap',
    contract: contract.id,
    action: 'referral:accept',
    activity: 'Skriva',
    purpose: carePurpose,
    patient,
    reader: { careProvider: provider.kind === 'found' ? provider.value.hsaId : undefined, careUnit: to },
    units: [{ careProvider, careUnit: from, source: call.caller?.hsaId ?? '', records: 1 }],
    records: 1,
    details: { kind, type, version, system: system.hsaId, attachments: message.attachments },
  });
}
