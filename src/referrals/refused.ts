/**
 * Why a referral message is not taken, in the words of `clinicalprocess:activity:request` 2.2. PR: of a request, PRC: of
 * a confirmation, PRO: of an outcome.
 */
export const subCodes = {
  PR001: 'the referring unit is unknown here, so that nothing could go back to it',
  PR002: 'the receiving system does not take forwarded requests',
  PR003: 'the receiving system does not take attachments',
  PR004: 'the kind of the patient’s identity is not handled',
  PRC001: 'the confirming unit is not the one that the request was sent to',
  PRC002: 'the request is unknown here',
  PRC003: 'the request is cancelled or rejected',
  PRC004: 'the referring system does not take notices of forwarding',
  PRO001: 'the responding unit is not the one that the request was sent to',
  PRO002: 'the request is unknown here',
  PRO003: 'the request is cancelled',
  PRO004: 'the referring system does not take attachments',
} as const;

export type SubCode = keyof typeof subCodes;

/** A message that is not taken. Without sub-code it breaks its contract, and sending it again is of no use. */
export class ReferralRefused extends Error {
  readonly subCode: SubCode | undefined;

  /** `broken` says in English which rule, and names no value: it may be the patient's. */
  constructor(broken: { readonly rule: string } | { readonly subCode: SubCode }) {
    super('rule' in broken ? broken.rule : subCodes[broken.subCode]);
    this.name = 'ReferralRefused';
    this.subCode = 'subCode' in broken ? broken.subCode : undefined;
  }
}
