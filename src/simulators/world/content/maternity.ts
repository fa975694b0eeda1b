/** The three records of a pregnancy: registration, check-up, after delivery. Dates are `YYYY-MM-DD`. */
export type MaternityRecord = { readonly kind: 'maternity' } & (
  | {
      readonly part: 'registration';
      readonly lastPeriod: string;
      readonly expectedByPeriod: string;
      readonly expectedByScan: string;
      readonly lengthCm: number;
      readonly weightKg: number;
      readonly bmi: number;
      readonly earlier?: readonly {
        readonly year: number;
        readonly month: number;
        /** 2 miscarriage, 5 live birth (DeliveryCodeEnum). */
        readonly delivery: 2 | 5;
        readonly facility?: string;
        readonly progress: string;
        readonly sex?: 1 | 2;
        readonly weightGrams?: number;
        readonly weeks: number;
      }[];
      readonly medication?: readonly (readonly [medicament: string, dosage: string])[];
      readonly standardCare: boolean;
    }
  | {
      readonly part: 'check-up';
      readonly week: number;
      readonly weightKg: number;
      readonly fundusCm?: number;
      readonly haemoglobin?: number;
      readonly bloodPressure: readonly [systolic: number, diastolic: number];
      readonly position?: 0 | 1;
      readonly presentation?: 0 | 1 | 2;
      readonly heartRate: number;
      readonly leave?: 0 | 1 | 2;
      readonly medication?: readonly (readonly [medicament: string, dosage: string])[];
    }
  | {
      readonly part: 'after-delivery';
      readonly bloodPressure: readonly [systolic: number, diastolic: number];
      readonly haemoglobin: number;
      readonly temperature: string;
      readonly breastfeeding: boolean;
      readonly uterusNote?: string;
      readonly child: {
        readonly weightGrams: number;
        readonly apgar: readonly [one: number, five: number, ten: number];
      };
    }
);
type Without<T> = T extends unknown ? Omit<T, 'kind'> : never;
export const maternity = (content: Without<MaternityRecord>): MaternityRecord => ({ kind: 'maternity', ...content });
