import type { PatientId } from '../../contracts/record.ts';
import type { Action, Recorded } from '../action.ts';

export interface NewRelation {
  /** UUID, made by whoever registers. */
  readonly id: string;
  readonly patient: PatientId;
  /** HSA-ids: of whose care the patient is in. */
  readonly careProvider: string;
  readonly careUnit: string;
  readonly employee: string;
  /** ISO 8601; undefined = from now on. */
  readonly start: string | undefined;
  /** ISO 8601. */
  readonly end: string;
  /** What it rests on, e.g. a booking or an admission; at most 256 characters. */
  readonly ground: string | undefined;
  readonly registration: Action;
}

/** A patient relation (patientrelation) and what has been done about it. */
export interface PatientRelation extends NewRelation {
  readonly start: string;
  /** ISO 8601, when it was written down here. */
  readonly recordedAt: string;
  /** Ended before its time. */
  readonly cancelled: Recorded | undefined;
}
