import type { Dosage, DosageDoseAndRate, Timing } from 'fhir/r4';
import type { MedicationMedicalRecord } from '../../../contracts/index.ts';
import { concept, page } from '../codes.ts';
import { decimal } from '../quantity.ts';
import { dateTime } from '../time.ts';

type Drug = NonNullable<MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription']['drug']>;
type Given = NonNullable<Drug['dosage']>[number];
type Regimen = NonNullable<Given['setDosage']>;
type Dose = NonNullable<Regimen['frequencyDosage']>['dose'];
type Route = NonNullable<Drug['drug']>['routeOfAdministration'];

/** One entry for each dosage; an occasion of a schedule is one of its own, in sequence. */
export function dosagesOf(dosages: readonly Given[] | undefined, route: Route): Dosage[] {
  return (dosages ?? []).flatMap((dosage) => {
    const ways = waysOf(dosage);
    return ways.map((way, index) => ({
      ...(ways.length > 1 && { sequence: index + 1 }),
      ...commonOf(dosage),
      ...(route && { route: concept(route) }),
      ...way,
    }));
  });
}

function commonOf({ dosageInstruction, shortNotation, lengthOfTreatment: length, conditionalDosage }: Given): Dosage {
  const { treatmentInterval: interval, isMaximumTreatmentTime: isMaximum } = length ?? {};
  return {
    ...(length && {
      extension: [
        {
          url: page('lengthOfTreatment'),
          extension: [
            { url: 'treatmentInterval', valueRange: rangeOf(interval) },
            { url: 'isMaximumTreatmentTime', valueBoolean: isMaximum ?? false },
          ],
        },
      ],
    }),
    ...(dosageInstruction && { text: dosageInstruction }),
    ...(shortNotation && { patientInstruction: shortNotation }),
    ...(conditionalDosage && { asNeededCodeableConcept: { text: conditionalDosage.conditionDescription } }),
  };
}

function waysOf({ setDosage, conditionalDosage, maximumDosage }: Given): Dosage[] {
  const ways = regimen(setDosage ?? conditionalDosage);
  const most = maximumDosage && mostOf(maximumDosage);
  return most ? ways.map((way) => ({ ...way, maxDosePerPeriod: most })) : ways;
}

function regimen(way: Regimen | undefined): Dosage[] {
  const { frequencyDosage: frequency, periodDosage: period, occasionDosage: occasions } = way ?? {};
  const { rampedDosage: ramp, singleDose: single, unstructuredDosageInformation: words } = way ?? {};
  if (frequency) {
    const { value, unit } = frequency.frequency;
    return [{ timing: { repeat: repeat(Number(value), 1, unit.replace('1/', '')) }, ...dose(frequency.dose) }];
  }
  if (period)
    return [{ timing: { repeat: repeat(1, decimal(period.period.value), period.period.unit) }, ...dose(period.dose) }];
  if (occasions) return occasions.administration.map((occasion) => occasionOf(occasion, occasions.period));
  if (ramp) {
    const step = `${ramp.doseStep.value} ${ramp.doseStep.unit}`;
    return [{ additionalInstruction: [{ text: `Ändras med ${step} var ${ramp.timeStep.value}:e dag` }] }];
  }
  if (single) return [{ ...(single.time && { timing: { event: [dateTime(single.time)] } }), ...dose(single.dose) }];
  return words ? [{ additionalInstruction: [{ text: words.text }] }] : [{}];
}

type Occasions = NonNullable<Regimen['occasionDosage']>;

function occasionOf(
  { dose: amount, time, dayOfPeriod }: Occasions['administration'][number],
  period: Occasions['period'],
): Dosage {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
  const day = period.value === '7' ? days[Number(dayOfPeriod) - 1] : undefined;
  return {
    timing: {
      repeat: {
        ...repeat(1, decimal(period.value), period.unit),
        ...(time && { timeOfDay: [clock(time)] }),
        ...(day && { dayOfWeek: [day] }),
      },
    },
    ...dose(amount),
  };
}

/** `08:00` or `0800` as a time with seconds. */
function clock(time: string): string {
  const digits = time.replaceAll(/\D/g, '').padEnd(6, '0');
  return `${digits.slice(0, 2)}:${digits.slice(2, 4)}:${digits.slice(4, 6)}`;
}

type PeriodUnit = NonNullable<NonNullable<Timing['repeat']>['periodUnit']>;

const repeat = (frequency: number, period: number, unit: string): NonNullable<Timing['repeat']> => ({
  frequency,
  period,
  periodUnit: unit as PeriodUnit,
});

function dose(amount: Dose): { doseAndRate: DosageDoseAndRate[] } {
  const { low, high, unit } = amount;
  if (low !== undefined && low === high) return { doseAndRate: [{ doseQuantity: { value: decimal(low), unit } }] };
  return { doseAndRate: [{ doseRange: rangeOf(amount) }] };
}

function rangeOf(interval: Partial<Dose> | undefined) {
  const { low, high, unit } = interval ?? {};
  const end = (value: string) => ({ value: decimal(value), ...(unit && { unit }) });
  return { ...(low !== undefined && { low: end(low) }), ...(high !== undefined && { high: end(high) }) };
}

/** The most in a period, where it is said as a number. */
function mostOf({ frequencyDosage: frequency, periodDosage: period }: Regimen): Dosage['maxDosePerPeriod'] {
  const given = frequency ?? period;
  const times = frequency ? Number(frequency.frequency.value) : 1;
  const unit = frequency ? frequency.frequency.unit.replace('1/', '') : period?.period.unit;
  if (!given?.dose.high || !unit) return undefined;
  return {
    numerator: { value: Number(given.dose.high) * times, unit: given.dose.unit },
    denominator: {
      value: period ? decimal(period.period.value) : 1,
      unit,
      system: 'http://unitsofmeasure.org',
      code: unit,
    },
  };
}
