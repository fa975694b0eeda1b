/** Requests to lift blocks, as the pages see them. Shared with the pages; types alone. */
import type { LiftAnswer, LiftRequest } from '../../../lift-requests/lift-request.ts';
import type { ShownPatient } from './patient.ts';
import type { Named } from './reading.ts';

/** One that the reader's own unit has sent about the open patient. */
export interface SentLiftRequest extends Pick<LiftRequest, 'id' | 'ground' | 'text' | 'askedAt'> {
  readonly to: Named;
  /** Of which of the care provider's units they are is not told. */
  readonly answers: readonly Pick<LiftAnswer, 'outcome' | 'text' | 'answeredAt'>[];
}

/** One that waits for the reader's unit, which has a block of the patient. */
export interface WaitingLiftRequest extends Pick<LiftRequest, 'id' | 'ground' | 'text' | 'askedAt'> {
  readonly patient: ShownPatient;
  readonly from: { readonly careProvider: Named; readonly careUnit: Named; readonly employee: Named };
}

/** Of no patient in particular: what a page may look at again and again. */
export interface LiftRequestCount {
  /** Requests that wait for the unit's answer. */
  readonly waiting: number;
  /** Answers to what the unit has asked in the last week. */
  readonly answered: number;
}
