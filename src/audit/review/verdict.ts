import { BridgeError } from '../../errors.ts';
import { holdsPersonalNumber } from '../../identities/personal-number-in.ts';
import { sameHsaId } from '../../identities/same-hsa-id.ts';
import type { AuditEntry } from '../entry.ts';
import { readerOf } from '../reader.ts';

export const verdictKinds = ['justified', 'not-justified', 'needs-inquiry'] as const;
export type VerdictKind = (typeof verdictKinds)[number];

/** What somebody found of one access. Nothing is overwritten: of several the latest counts. */
export interface Verdict {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** Id of the sample; undefined: of an emergency opening. */
  readonly review: string | undefined;
  /** Id of the entry, or of the emergency. */
  readonly subject: string;
  readonly verdict: VerdictKind;
  readonly reason: string;
  /** HSA-id. */
  readonly madeBy: string;
  /** ISO 8601: the latest that was judged. What was done in an emergency after it waits for a verdict of its own. */
  readonly upTo: string;
}

const MAX_REASON = 1_024;

/**
 * Checks that the reviewer may judge the access: nobody reviews herself, and a verdict has a reason.
 * Throws REVIEW_OWN_ACCESS and REVIEW_INVALID.
 */
export function checkVerdict(reviewer: string | undefined, access: AuditEntry, reason: string): string {
  if (reviewer === undefined) throw new BridgeError('REVIEW_INVALID', 'Nobody is named as the reviewer.');
  if (isInvolved(reviewer, access)) throw new BridgeError('REVIEW_OWN_ACCESS');
  return checkedReason(reason);
}

/** Whether the access is her own, or was made for her: then somebody else judges it. */
export function isInvolved(reviewer: string, access: AuditEntry): boolean {
  return involved(access).some((person) => sameHsaId(person, reviewer));
}

/** Throws REVIEW_INVALID. */
export function checkedReason(reason: string): string {
  const text = reason.trim();
  if (text.length === 0 || text.length > MAX_REASON)
    throw new BridgeError('REVIEW_INVALID', `The reason has 1 to ${MAX_REASON} characters.`);
  if (holdsPersonalNumber(text)) throw new BridgeError('REVIEW_INVALID', 'The reason holds a personal number.');
  return text;
}

/** HSA-ids of who read, and of whom an act was for or was asked for by, where a system did it for them. */
function involved(access: AuditEntry): string[] {
  const { employee, requestedBy, registeredBy } = access.details ?? {};
  return [readerOf(access), employee, requestedBy, registeredBy].filter((one) => typeof one === 'string');
}

/** Whether the verdict goes as far as an act or reading. */
export function covers({ upTo }: Pick<Verdict, 'upTo'>, { at }: Pick<AuditEntry, 'at'>): boolean {
  return Date.parse(upTo) >= Date.parse(at);
}
