import { referralFamilies } from '../contracts/referrals/registry.ts';
import { noSuccessions, type Successions } from '../hsa/succession/successions.ts';
import { sameIdentity } from '../identities/index.ts';
import type { ConfirmationMessage, OutcomeMessage, ReferralMessage, RequestMessage } from './message.ts';
import type { Receivers, ReferralSystem } from './receivers.ts';
import { ReferralRefused, type SubCode } from './refused.ts';
import type { Referral, ReferralStore } from './store.ts';

interface JudgingParts {
  readonly receivers: Receivers;
  readonly store: Pick<ReferralStore, 'byRequestId' | 'steps'>;
  readonly successions?: Successions;
}

/** Throws ReferralRefused when the receiving system could do nothing with the message, or it fits no referral. */
export async function judge(parts: JudgingParts, message: ReferralMessage, system: ReferralSystem): Promise<void> {
  const referral = await parts.store.byRequestId(message.requestId);
  if (message.kind === 'request') await judgeRequest(parts, message, system);
  else await judgeAnswer(parts, message, system, referral);
  if (referral) demandSame(parts, message, referral);
}

/** By whichever of its HSA-ids. */
function isSameUnit({ successions = noSuccessions }: JudgingParts, one: string, other: string): boolean {
  return successions.isSameUnit(one, other, new Date());
}

/** What goes by one request's name is about one patient, and its versions come from one unit. */
function demandSame(parts: JudgingParts, message: ReferralMessage, { patient, requestingUnit }: Referral): void {
  if (!sameIdentity(message.patient, patient))
    throw new ReferralRefused({ rule: 'patient must be the one that the request is about.' });
  if (message.kind === 'request' && !isSameUnit(parts, message.from, requestingUnit))
    throw new ReferralRefused({ rule: 'requestOrganisation must be the one that the request came from.' });
}

async function judgeRequest({ receivers }: JudgingParts, message: RequestMessage, system: ReferralSystem) {
  const { confirmation } = referralFamilies[message.major];
  refuseIf(!(await receivers.at(message.from, confirmation.id)), 'PR001');
  refuseIf(message.reason === 'VR' && !system.forwarded, 'PR002');
  refuseIf(message.attachments > 0 && !system.attachments, 'PR003');
}

async function judgeAnswer(
  parts: JudgingParts,
  message: ConfirmationMessage | OutcomeMessage,
  system: ReferralSystem,
  referral: Referral | undefined,
) {
  const isOutcome = message.kind === 'outcome';
  if (!referral) throw new ReferralRefused({ subCode: isOutcome ? 'PRO002' : 'PRC002' });
  await demandSides(parts, referral, message);
  if (isOutcome) {
    refuseIf(referral.said === 'AVB', 'PRO003');
    refuseIf(message.attachments > 0 && !system.attachments, 'PRO004');
  } else {
    refuseIf(referral.said === 'AVB' || referral.said === 'AVV', 'PRC003');
    refuseIf(message.type === 'VID' && !system.forwarded, 'PRC004');
  }
}

/** Who answers is one that a version of the request went to, and the answer goes to one that a version came from. */
async function demandSides(
  parts: JudgingParts,
  { id }: Referral,
  { kind, from, to }: ConfirmationMessage | OutcomeMessage,
): Promise<void> {
  const requests = (await parts.store.steps(id)).filter((step) => step.kind === 'request');
  refuseIf(!requests.some((request) => isSameUnit(parts, request.to, from)), kind === 'outcome' ? 'PRO001' : 'PRC001');
  if (!requests.some((request) => isSameUnit(parts, request.from, to)))
    throw new ReferralRefused({ rule: 'recipient must be the unit that the request came from.' });
}

function refuseIf(holds: boolean, subCode: SubCode): void {
  if (holds) throw new ReferralRefused({ subCode });
}
