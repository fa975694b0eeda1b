import type { Coded } from './code.ts';

/** An answer from radiology; the images stay where they are and are pointed at. */
export interface ImagingReport {
  readonly kind: 'imaging';
  readonly examination: string;
  readonly modality: 'Röntgen' | 'Datortomografi' | 'Ultraljud' | 'Magnetkamera';
  readonly bodyPart?: Coded;
  readonly question: string;
  readonly anamnesis?: string;
  readonly statement: string;
  readonly status?: 'preliminary' | 'supplementary';
  /** How many images; each can be fetched by reference. */
  readonly images: number;
  /** mGy·cm2 */
  readonly dose?: number;
  readonly contrast?: string;
}

export interface Ecg {
  readonly kind: 'ecg';
  readonly question: string;
  readonly statement: string;
  /** Beats a minute, milliseconds and degrees. */
  readonly rate: number;
  readonly pr?: number;
  readonly qt: number;
  readonly qtCorrected: number;
  readonly axis: number;
  /** ST level in mm by lead. */
  readonly st?: Readonly<Record<string, number>>;
  readonly interpretation: readonly string[];
  readonly pacemaker?: true;
}

/** A specialist's answer to a referral (konsultationssvar). */
export interface Consultation {
  readonly kind: 'consultation';
  readonly speciality: string;
  readonly question: string;
  readonly answer: string;
  readonly final: boolean;
  readonly acts?: readonly { readonly code?: Coded; readonly text: string; readonly pdf?: string }[];
  /** ICD-10 code and what is said about it. */
  readonly information?: readonly { readonly code: string; readonly text: string }[];
}

export const imaging = (content: Omit<ImagingReport, 'kind'>): ImagingReport => ({ kind: 'imaging', ...content });
export const ecg = (content: Omit<Ecg, 'kind'>): Ecg => ({ kind: 'ecg', ...content });
export const consultation = (content: Omit<Consultation, 'kind'>): Consultation => ({
  kind: 'consultation',
  ...content,
});
