import type { Activity, CarePlan, FunctionalStatus, Observations, RequestStatus } from './care.ts';
import type { Consultation, Ecg, ImagingReport } from './examination.ts';
import type { LaboratoryReport } from './laboratory.ts';
import type { MaternityRecord } from './maternity.ts';
import type { Prescription } from './medication.ts';
import type { Note } from './note.ts';
import type { Vaccination } from './vaccination.ts';

/** What is written down around a care contact, in no contract's words. */
export type Content =
  | Note
  | LaboratoryReport
  | ImagingReport
  | Ecg
  | Consultation
  | Prescription
  | Vaccination
  | MaternityRecord
  | FunctionalStatus
  | CarePlan
  | Observations
  | Activity
  | RequestStatus;

export type Kind = Content['kind'];

/** A content and who wrote it when; what is left out is the contact's own professional, at the contact. */
export interface Happening {
  readonly content: Content;
  /** Days after the contact began. */
  readonly after?: number;
  /** Title of the one who wrote it. */
  readonly by?: RegExp;
  /** Must not be shown to the patient yet. */
  readonly withheld?: true;
  readonly unsigned?: true;
  /** Registered without unit and provider: nobody can say whether it is blocked. */
  readonly ownerless?: true;
}
