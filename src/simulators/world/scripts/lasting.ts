import { type Dosage, type Drug, prescribe } from '../content/medication.ts';

/** Tablets every day. */
export const daily = (instruction: string, dose = 1, times = 1): Dosage => ({
  instruction,
  short: `${dose}x${times}`,
  unit: 'tablett',
  set: { form: 'frequency', dose, times, per: 'dygn' },
});
/** A treatment that lasts, with a prescription for a year. */
export const lasting = (drug: Drug, dosage: Dosage, reason: string, noted?: string) =>
  prescribe(drug.substance, { by: 'product', drug }, dosage, {
    reason,
    ...(noted && { note: noted }),
    dispensation: { label: dosage.instruction, months: 12, amount: 98, packageUnit: 'st' },
  });
