import { loggedRegistrar, type Outcome, type Registrar } from '../access/registrations.ts';
import { actEntry } from '../audit/index.ts';
import { BridgeError } from '../errors.ts';
import type { AcceptParts } from './accept.ts';
import { keepAndSend } from './keep-and-send.ts';
import { openRelation, relationEnd } from './open-relation.ts';
import type { Referral } from './store.ts';
import { writeConfirmation } from './write-confirmation.ts';

/** The specialist who accepts, at the unit that the consultation was asked of. */
export interface Specialist {
  readonly by: Registrar;
  /** HSA-id of the unit by its present name: the relation stands there. */
  readonly careUnit: string;
  /** HSA-id. */
  readonly employee: string;
  readonly name: string;
}

/** A consent that she may register as she finds it, see the portal's route for consents. */
export interface ConsentProposal {
  readonly kind: 'given';
  readonly for: 'me' | 'unit';
  /** ISO 8601. */
  readonly end: string;
  readonly reason: string;
}

interface Accepted {
  readonly outcome: Outcome;
  /** ISO 8601: how long the relation lasts. */
  readonly until: string;
  readonly proposal: ConsentProposal | undefined;
}

/**
 * Accepts a consultation in the specialist's name: she gets her relation, and the referring unit's system a confirmation,
 * once. Another specialist of the unit may accept too, for a relation of her own. Throws BridgeError:
 * REGISTRATION_CONFLICT where there is nothing to accept any more, ADDRESS_UNKNOWN, AUDIT_UNAVAILABLE, STORE_*.
 */
export async function acceptConsultation(
  parts: AcceptParts & { readonly bridgeHsaId: string },
  referral: Referral,
  specialist: Specialist,
): Promise<Accepted> {
  const { consultation, acceptedAt } = referral;
  if (!consultation) throw new BridgeError('NOT_FOUND');
  const until = relationEnd(consultation.until, acceptedAt, parts.consultationDays);
  if (Date.parse(until) <= Date.now()) throw new BridgeError('REGISTRATION_CONFLICT', 'Its time is over.');
  if (referral.said !== undefined && over.includes(referral.said))
    throw new BridgeError('REGISTRATION_CONFLICT', 'It is cancelled, rejected or forwarded.');
  const { by, careUnit, employee } = specialist;
  const outcome = await openRelation(parts, by, { referral, employee, careUnit });
  if (!outcome?.done) return { outcome: outcome ?? { done: true }, until, proposal: undefined };
  if (referral.said === undefined || referral.said === 'KOM') await confirm(parts, referral, specialist);
  const { consent } = consultation;
  const proposal = consent && {
    kind: 'given' as const,
    for: consent.for,
    end: until,
    reason: `Lämnat till ${consent.by} ${consent.at.slice(0, 10)}, enligt remissen.`,
  };
  return { outcome, until, proposal };
}

const over = ['AVB', 'AVV', 'VID'];

async function confirm(
  parts: Parameters<typeof acceptConsultation>[0],
  referral: Referral,
  { by, employee, name }: Specialist,
): Promise<void> {
  const { installation, keeping, receivers, bridgeHsaId } = parts;
  const id = `${bridgeHsaId}#${keeping.uuidOf('confirmation', referral.id, referral.version)}`;
  const { contract, message, xml } = writeConfirmation(referral, { author: employee, name, id, at: new Date() });
  const system = await receivers.at(message.to, contract.id);
  if (!system) throw new BridgeError('ADDRESS_UNKNOWN', 'No system takes confirmations for the referring unit.');
  const entry = actEntry(installation, {
    ...loggedRegistrar(by),
    action: 'consultation:accept',
    activity: 'Skriva',
    contract: contract.id,
    patient: referral.patient,
    reader: { careProvider: by.careProviders[0], careUnit: message.from },
    details: { referral: referral.id, version: referral.version, system: system.hsaId },
  });
  // By its name alone: two specialists who accept at once write two texts of one confirmation, and one of them goes.
  const digest = keeping.digestOf(id);
  const facts = { contract: contract.id, sender: bridgeHsaId, from: message.from, to: message.to, charset: 'UTF-8' };
  await keepAndSend(parts, { message, digest, system, entry, facts, content: Buffer.from(xml) });
}
