import type { Coded } from './code.ts';

/** A product, by what is known of it. Product numbers are invented: real ones may be reused. */
export interface Drug {
  readonly name: string;
  /** ATC code and the substance's name. */
  readonly atc: string;
  readonly substance: string;
  readonly form: string;
  readonly strength?: number;
  readonly strengthUnit?: string;
  readonly route?: string;
}

/** How a prescription names what is to be taken: the five forms of the drug choice. */
export type DrugChoice =
  | { readonly by: 'product'; readonly drug: Drug }
  | { readonly by: 'package'; readonly drug: Drug }
  | { readonly by: 'substance'; readonly drug: Drug }
  | { readonly by: 'article'; readonly number: string; readonly name: string }
  | { readonly by: 'words'; readonly text: string };

/** An amount, or from–to. */
export type Amount = number | readonly [low: number, high: number];

/** What is taken and how often; every form that the contract knows. */
export type Regimen =
  | {
      readonly form: 'frequency';
      readonly dose: Amount;
      readonly times: number;
      readonly per: 'dygn' | 'vecka' | 'timme';
    }
  | {
      readonly form: 'period';
      readonly dose: Amount;
      readonly every: number;
      readonly unit: 'dygn' | 'vecka' | 'timme';
    }
  | {
      readonly form: 'occasions';
      readonly days: number;
      readonly occasions: readonly { readonly dose: Amount; readonly day: number; readonly time?: string }[];
    }
  | {
      readonly form: 'ramp';
      readonly step: number;
      readonly everyDays: number;
      readonly from: number;
      readonly to: number;
      readonly timesADay: number;
    }
  | { readonly form: 'single'; readonly dose: Amount; readonly at?: string }
  | { readonly form: 'words'; readonly text: string };

export interface Dosage {
  readonly instruction: string;
  /** E.g. `1x2` */
  readonly short?: string;
  /** `tablett`, `ml`, `E` */
  readonly unit: string;
  readonly set?: Regimen;
  readonly maximum?: Regimen;
  readonly asNeeded?: { readonly when: string; readonly regimen: Regimen };
  readonly treatmentDays?: { readonly low?: number; readonly high?: number; readonly isMaximum: boolean };
}

/** A prescription to be dispensed (recept, or dose dispensing). */
export interface Dispensation {
  readonly label: string;
  readonly method?: string;
  readonly amount?: number;
  readonly packageUnit?: string;
  /** Months from the prescription. */
  readonly months: number;
  readonly notReplaceable?: 'Prescriber' | 'Patient';
}

/** One prescription in the chain of a drug (ordination). */
export interface Prescription {
  readonly kind: 'prescription';
  /** Prescriptions of the same chain follow each other. */
  readonly chain: string;
  /** `stop` is the prescription that ends the treatment (utsättning). */
  readonly type: 'start' | 'stop';
  readonly choice?: DrugChoice;
  readonly dosages?: readonly Dosage[];
  readonly reason?: string;
  /** ICD-10 code or a code of the national list of reasons. */
  readonly reasonCode?: Coded;
  readonly purpose?: string;
  readonly note?: string;
  /** Days after the prescription that treatment ends. */
  readonly days?: number;
  readonly stopReason?: string;
  readonly selfMedication?: true;
  readonly dispensation?: Dispensation;
  /** Given at once by those who prescribed it. */
  readonly given?: true;
}

export const prescribe = (
  chain: string,
  choice: DrugChoice,
  dosage: Dosage | readonly Dosage[],
  more: Partial<Omit<Prescription, 'kind' | 'chain' | 'type' | 'choice' | 'dosages'>> = {},
): Prescription => ({ kind: 'prescription', chain, type: 'start', choice, dosages: [dosage].flat(), ...more });

export const stop = (
  chain: string,
  stopReason: string,
  more: Partial<Pick<Prescription, 'choice' | 'note'>> = {},
): Prescription => ({ kind: 'prescription', chain, type: 'stop', stopReason, ...more });
