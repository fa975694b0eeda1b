import type { MedicationMedicalRecord } from '../../contracts/index.ts';

type Prescription = MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription'];
type Dosage = NonNullable<NonNullable<Prescription['drug']>['dosage']>[number];
type Ways = NonNullable<Dosage['setDosage']>;
type Amount = NonNullable<Ways['frequencyDosage']>['dose'];
type Quantity = NonNullable<Ways['frequencyDosage']>['frequency'];

/**
 * A dosage as one text, for a dialect that has no structure for it: the prescriber's own words where there are any.
 * Structure without words is told in Swedish, so that no dose disappears.
 */
export function dosageInWords({
  dosageInstruction,
  setDosage,
  conditionalDosage,
  maximumDosage,
}: Dosage): string | undefined {
  if (dosageInstruction !== undefined) return dosageInstruction;
  const free = setDosage?.unstructuredDosageInformation?.text;
  const parts = [
    free ?? (setDosage && inWords(setDosage)),
    conditionalDosage && `${conditionalDosage.conditionDescription}: ${inWords(conditionalDosage)}`,
    maximumDosage && `högst ${inWords(maximumDosage)}`,
  ];
  return parts.filter(Boolean).join('; ') || undefined;
}

function inWords(ways: Ways): string {
  const { frequencyDosage, periodDosage, occasionDosage, rampedDosage, singleDose, unstructuredDosageInformation } =
    ways;
  const parts = [
    unstructuredDosageInformation?.text,
    frequencyDosage && `${amount(frequencyDosage.dose)}, ${quantity(frequencyDosage.frequency)}`,
    periodDosage && `${amount(periodDosage.dose)} var ${quantity(periodDosage.period)}`,
    occasionDosage && occasions(occasionDosage),
    singleDose && `${amount(singleDose.dose)} en gång${singleDose.time ? ` ${moment(singleDose.time)}` : ''}`,
    rampedDosage && ramp(rampedDosage),
  ];
  return parts.filter(Boolean).join(', ');
}

function occasions({ period, administration }: NonNullable<Ways['occasionDosage']>): string {
  const each = administration.map(
    ({ dose, time, dayOfPeriod }) => `dag ${dayOfPeriod}${time ? ` kl ${time}` : ''}: ${amount(dose)}`,
  );
  return `per ${quantity(period)}: ${each.join(', ')}`;
}

function ramp({ rampStart, rampEnd, doseStep, timeStep }: NonNullable<Ways['rampedDosage']>): string {
  return `från ${inWords(rampStart)} till ${inWords(rampEnd)}, ändras med ${quantity(doseStep)} efter ${quantity(timeStep)}`;
}

function amount({ low, high, unit }: Amount): string {
  const bounds = low === high ? [low] : [low, high];
  return `${bounds.filter((bound) => bound !== undefined).join('–')} ${unit}`.trim();
}

function quantity({ value, unit }: Quantity): string {
  return `${value} ${unit}`;
}

function moment(time: string): string {
  return `${time.slice(0, 4)}-${time.slice(4, 6)}-${time.slice(6, 8)} ${time.slice(8, 10)}:${time.slice(10, 12)}`;
}
