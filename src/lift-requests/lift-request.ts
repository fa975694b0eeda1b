import type { PatientId } from '../contracts/record.ts';

/**
 * That a reader asks a care provider to lift its blocks of one patient for her unit (begäran om hävning): in an emergency
 * (SVOD 3:5, PDL 4:5), or within the care provider with the patient's consent (PDL 4:5). Asking opens nothing.
 */
export interface LiftRequest {
  /** UUID; says nothing. */
  readonly id: string;
  readonly patient: PatientId;
  readonly ground: 'consent' | 'emergency';
  /** At most 1,024 characters. */
  readonly text: string;
  /** HSA-ids. */
  readonly from: { readonly careProvider: string; readonly careUnit: string; readonly employee: string };
  readonly toProvider: string;
  /** ISO 8601. */
  readonly askedAt: string;
  readonly answers: readonly LiftAnswer[];
}

export interface LiftAnswer {
  /** HSA-ids: the unit that has the block, and who answered for it. */
  readonly careUnit: string;
  readonly by: string;
  readonly outcome: 'lifted' | 'declined';
  /** Why not, or a word along with the lift. */
  readonly text: string | undefined;
  /** ISO 8601. */
  readonly answeredAt: string;
}
