import type { PatientId } from '../../contracts/record.ts';
import type { Action, Recorded } from '../action.ts';

/**
 * What is asserted (intyg) about a patient and others' data at one unit: the patient said yes or no, an emergency, or
 * that consent cannot be given. National services know `given` and `emergency` alone.
 */
export const assertionKinds = ['given', 'refused', 'emergency', 'incapable', 'child'] as const;
export type AssertionKind = (typeof assertionKinds)[number];

/** Why an emergency was declared (nödöppning). */
export interface EmergencyGround {
  /** From a list of the reading care provider's, e.g. `life-threatening`. */
  readonly reasonCode: string;
  /** At most 1,024 characters. */
  readonly text: string;
  /** A system that registers an emergency has taken both steps; the portal takes the second by itself. */
  readonly opened: boolean;
}

export interface NewAssertion {
  /** UUID, made by whoever registers: the same id again is the same assertion. */
  readonly id: string;
  readonly kind: AssertionKind;
  readonly patient: PatientId;
  /** HSA-ids of the reading care provider and care unit. */
  readonly careProvider: string;
  readonly careUnit: string;
  /** HSA-id; undefined = everybody at the unit. */
  readonly employee: string | undefined;
  /** ISO 8601; undefined = from now on. */
  readonly start: string | undefined;
  /** ISO 8601; undefined = until it is cancelled. An emergency always ends, see `access.emergencyHours`. */
  readonly end: string | undefined;
  /** Who spoke for the patient, for information. */
  readonly representedBy: PatientId | undefined;
  /** Of an emergency, and of nothing else. */
  readonly emergency: EmergencyGround | undefined;
  readonly registration: Action;
}

/** An assertion and all that has been done about it. */
export interface Assertion extends NewAssertion {
  readonly start: string;
  /** ISO 8601, when it was written down here. */
  readonly recordedAt: string;
  /** Step 2, of an emergency or of a patient who cannot decide. */
  readonly opened: Recorded | undefined;
  /** Withdrawn: counts until then. */
  readonly cancelled: Recorded | undefined;
  /** Registered by mistake: has never counted. */
  readonly deleted: Recorded | undefined;
}
