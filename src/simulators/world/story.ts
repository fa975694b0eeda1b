import type { CareLevel } from './care-units.ts';
import type { IcdCode } from './icd10.ts';
import type { Sex } from './personal-number.ts';

/** careContactCode of GetCareContacts 2. */
export type ContactKind = 'visit' | 'telephone' | 'inpatient' | 'day-care' | 'other';

/** A diagnosis of a contact. The first of a contact is the main one. */
export interface StoryDiagnosis {
  readonly code: IcdCode;
  readonly chronic?: true;
}

/** One care contact of a story and what is diagnosed at it. */
export interface Scene {
  readonly kind: ContactKind;
  readonly level: CareLevel;
  /** One of these is given as the reason. */
  readonly reasons: readonly string[];
  readonly diagnoses: readonly StoryDiagnosis[];
  /** Days since the scene before, about. */
  readonly after?: number;
  /** Nights of an in-patient episode. */
  readonly nights?: readonly [number, number];
}

/** How a piece of somebody's life with care goes: what happens once, and what comes back while it lasts. */
export interface Story {
  readonly name: string;
  readonly ages: readonly [number, number];
  readonly sex?: Sex;
  readonly weight: number;
  readonly once: readonly Scene[];
  readonly again?: { readonly everyDays: number; readonly scenes: readonly Scene[] };
}

/** The small language in which stories are told. */
export const chronic = (code: IcdCode): StoryDiagnosis => ({ code, chronic: true });
export const acute = (...codes: IcdCode[]): readonly StoryDiagnosis[] => codes.map((code) => ({ code }));
const at =
  (kind: ContactKind, level: CareLevel) =>
  (
    reasons: readonly string[],
    diagnoses: readonly StoryDiagnosis[],
    more: Pick<Scene, 'after' | 'nights'> = {},
  ): Scene => ({ kind, level, reasons, diagnoses, ...more });
export const visit = at('visit', 'primary');
export const call = at('telephone', 'primary');
export const clinic = at('visit', 'hospital');
export const ward = at('inpatient', 'hospital');
export const day = at('day-care', 'hospital');
export const letter = at('other', 'primary');
