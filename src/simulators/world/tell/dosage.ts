import type { Amount, Dosage, Regimen } from '../content/medication.ts';
import { words } from './coded.ts';

/** A dosage in the words of GetMedicationHistory 2. */
export function dosageOf(dosage: Dosage) {
  const { instruction, short, unit, set, maximum, asNeeded, treatmentDays } = dosage;
  return {
    ...(treatmentDays && {
      lengthOfTreatment: {
        treatmentInterval: {
          ...(treatmentDays.low !== undefined && { low: String(treatmentDays.low) }),
          ...(treatmentDays.high !== undefined && { high: String(treatmentDays.high) }),
          unit: 'd',
        },
        isMaximumTreatmentTime: treatmentDays.isMaximum,
      },
    }),
    dosageInstruction: instruction,
    unitDose: words(unit),
    ...(short && { shortNotation: short }),
    ...(set && { setDosage: regimen(set, unit) }),
    ...(maximum && { maximumDosage: regimen(maximum, unit) }),
    ...(asNeeded && {
      conditionalDosage: { conditionDescription: asNeeded.when, ...regimen(asNeeded.regimen, unit) },
    }),
  };
}

const ucum = { dygn: 'd', vecka: 'wk', timme: 'h' } as const;

function interval(dose: Amount, unit: string) {
  const [low, high] = typeof dose === 'number' ? [dose, dose] : dose;
  return { low: String(low), high: String(high), unit };
}

function regimen(given: Regimen, unit: string) {
  switch (given.form) {
    case 'frequency':
      return { frequencyDosage: frequency(given.dose, unit, given.times, ucum[given.per]) };
    case 'period':
      return {
        periodDosage: {
          dose: interval(given.dose, unit),
          period: { value: String(given.every), unit: ucum[given.unit] },
        },
      };
    case 'occasions':
      return {
        occasionDosage: {
          period: { value: String(given.days), unit: 'd' },
          administration: given.occasions.map(({ dose, day, time }) => ({
            dose: interval(dose, unit),
            ...(time && { time }),
            dayOfPeriod: day,
          })),
        },
      };
    case 'ramp':
      return {
        rampedDosage: {
          doseStep: { value: String(given.step), unit },
          timeStep: { value: String(given.everyDays), unit: 'd' },
          rampStart: { frequencyDosage: frequency(given.from, unit, given.timesADay, 'd') },
          rampEnd: { frequencyDosage: frequency(given.to, unit, given.timesADay, 'd') },
        },
      };
    case 'single':
      return {
        singleDose: {
          dose: interval(given.dose, unit),
          ...(given.at && { time: `${given.at.replaceAll('-', '')}120000` }),
        },
      };
    case 'words':
      return { unstructuredDosageInformation: { text: given.text } };
  }
}

function frequency(dose: Amount, unit: string, times: number, per: string) {
  return { dose: interval(dose, unit), frequency: { value: String(times), unit: `1/${per}` } };
}
