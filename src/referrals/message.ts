import type { PatientId } from '../contracts/record.ts';
import type { ReferralMajor } from '../contracts/referrals/types.ts';
import type { Consultation } from './consultation.ts';

/** What delivery needs to know of an e-referral message; all else in it is between the two care units. */
export type ReferralMessage = RequestMessage | ConfirmationMessage | OutcomeMessage;

interface Common {
  readonly major: ReferralMajor;
  /** `<HSA-id of the requesting system>#<its own id>`: names the referral for both sides. */
  readonly requestId: string;
  /** Of the request; a confirmation or outcome names the one it is about. */
  readonly version: number;
  readonly patient: PatientId;
  /** HSA-ids of care units: whose message it is, and whose it shall be. */
  readonly from: string;
  readonly to: string;
  /** How many. */
  readonly attachments: number;
}

/** Why there is a new version: new, changed, forwarded, changed payment responsibility. */
export const versionReasons = ['NR', 'AR', 'VR', 'AB'] as const;

export interface RequestMessage extends Common {
  readonly kind: 'request';
  readonly reason: (typeof versionReasons)[number];
  readonly consultation: Consultation | undefined;
}

/** Confirmed, forwarded, supplement wanted, cancelled, rejected; version 1 has the first three. */
export const confirmationTypes = ['BEK', 'VID', 'KOM', 'AVB', 'AVV'] as const;

export interface ConfirmationMessage extends Common {
  readonly kind: 'confirmation';
  /** Names this message, whatever the referral's id. */
  readonly id: string;
  readonly type: (typeof confirmationTypes)[number];
  /** HSA-id of the person who confirms, where she is named. */
  readonly author: string | undefined;
  /** HSA-id of the unit it was forwarded to; with VID, and with it alone. */
  readonly forwardedTo: string | undefined;
}

/** Partial, preliminary, final; version 1 has one kind for all. */
export const outcomeTypes = ['DSV', 'PSV', 'SSV', 'SVA'] as const;

export interface OutcomeMessage extends Common {
  readonly kind: 'outcome';
  readonly id: string;
  readonly type: (typeof outcomeTypes)[number];
}
