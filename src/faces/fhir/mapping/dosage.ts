import type { Dosage, DosageDoseAndRate, Extension, Timing, TimingRepeat } from 'fhir/r4';
import { isUcumTime } from '../../../codes/index.ts';
import { type CodedValue, codeableConcept, dateTime, present, text } from './data-types.ts';
import { ownParts, valued } from './extensions.ts';
import type { DrugChoice } from './medication-concept.ts';
import { decimal, durationOf, quantityOf, rangeOrQuantity, readableAmount } from './quantity.ts';

type Given = NonNullable<DrugChoice['dosage']>[number];
type Scheme = NonNullable<Given['setDosage']>;
type DoseInterval = NonNullable<Scheme['frequencyDosage']>['dose'];
type Occasion = NonNullable<Scheme['occasionDosage']>;

/** What one scheme of doses becomes: one dosage, or one for each administration of a day. */
type Part = Pick<Dosage, 'text' | 'timing' | 'doseAndRate' | 'additionalInstruction'>;

/** The dosages of a drug choice, each with its own sequence of steps where it has several. */
export function dosagesOf(given: readonly Given[], route: CodedValue | undefined): Dosage[] {
  return given.flatMap((dosage) => dosageOf(dosage, route)).filter((dosage) => Object.keys(dosage).length > 0);
}

function dosageOf(given: Given, route: CodedValue | undefined): Dosage[] {
  const scheme = given.setDosage ?? given.conditionalDosage ?? {};
  const parts = partsOf(scheme);
  return parts.map((part, index) =>
    defined({
      extension: present(lengthOfTreatment(given)),
      sequence: parts.length > 1 ? index + 1 : undefined,
      text: text(given.dosageInstruction) ?? part.text,
      additionalInstruction: part.additionalInstruction,
      patientInstruction: text(given.shortNotation),
      timing: withBounds(part.timing, given),
      asNeededCodeableConcept: given.conditionalDosage && {
        text: text(given.conditionalDosage.conditionDescription) ?? 'Vid behov',
      },
      route: route && codeableConcept(route),
      doseAndRate: part.doseAndRate?.map((dose) => withUnit(dose, given.unitDose)),
      ...maximumOf(given.maximumDosage),
    }),
  );
}

/** The scheme in FHIR's terms where it has them; otherwise, and always beside, in words. */
function partsOf(scheme: Partial<Scheme>): Part[] {
  const { frequencyDosage, periodDosage, occasionDosage, rampedDosage, singleDose, unstructuredDosageInformation } =
    scheme;
  if (frequencyDosage) {
    const { dose, frequency } = frequencyDosage;
    return [
      {
        ...doseOf(dose),
        timing: repeating(frequencyTiming(frequency)),
        text: `${doseWords(dose)}, ${readableAmount(frequency)}`,
      },
    ];
  }
  if (periodDosage) {
    const { dose, period } = periodDosage;
    return [
      {
        ...doseOf(dose),
        timing: repeating(periodTiming(period)),
        text: `${doseWords(dose)} var ${readableAmount(period)}`,
      },
    ];
  }
  if (occasionDosage) return occasionDosage.administration.map((one) => occasionPart(one, occasionDosage.period));
  if (singleDose) {
    const at = dateTime(singleDose.time);
    return [
      {
        ...doseOf(singleDose.dose),
        timing: at ? { event: [at] } : undefined,
        text: `Engångsdos ${doseWords(singleDose.dose)}`,
      },
    ];
  }
  if (rampedDosage)
    return [{ additionalInstruction: [{ text: rampWords(rampedDosage) }], text: rampWords(rampedDosage) }];
  return [{ text: text(unstructuredDosageInformation?.text) }];
}

function occasionPart(
  { dose, time, dayOfPeriod }: Occasion['administration'][number],
  period: Occasion['period'],
): Part {
  const at = clockTime(time);
  const weekly = period.unit.trim() === 'd' && Number(period.value) === 7;
  const weekday = weekly ? weekdays[dayOfPeriod - 1] : undefined;
  const repeat: TimingRepeat = {
    frequency: 1,
    ...periodTiming(period),
    timeOfDay: at ? [at] : undefined,
    dayOfWeek: weekday ? [weekday] : undefined,
  };
  const when = [`dag ${dayOfPeriod} av ${readableAmount(period)}`, text(time)].filter(Boolean).join(' kl. ');
  return { ...doseOf(dose), timing: repeating(repeat), text: `${doseWords(dose)}, ${when}` };
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Times of day come as hours and minutes in one of two ways. */
function clockTime(time: string | undefined): string | undefined {
  const parts = /^([01]\d|2[0-3]):?([0-5]\d)(?::?([0-5]\d))?$/.exec(time?.trim() ?? '');
  return parts ? `${parts[1]}:${parts[2]}:${parts[3] ?? '00'}` : undefined;
}

function doseOf(dose: DoseInterval): Pick<Dosage, 'doseAndRate'> {
  const { range, quantity } = rangeOrQuantity(dose);
  if (!range && !quantity) return {};
  return { doseAndRate: [defined<DosageDoseAndRate>({ doseRange: range, doseQuantity: quantity })] };
}

/** The unit of the dose is told once for the whole dosage; where a dose has no words of its own they are borrowed. */
function withUnit(dose: DosageDoseAndRate, unitDose: CodedValue | undefined): DosageDoseAndRate {
  const words = text(unitDose?.displayName) ?? text(unitDose?.originalText);
  if (!dose.doseQuantity || dose.doseQuantity.unit || !words) return dose;
  return { ...dose, doseQuantity: { ...dose.doseQuantity, unit: words } };
}

/** `2 /d`, `2` per `d`: how often in one of the unit. Undefined where the unit is none of FHIR's. */
function frequencyTiming({ value, unit }: { readonly value: string; readonly unit: string }): TimingRepeat | undefined {
  const periodUnit = timeUnit(unit);
  const frequency = Number(value);
  if (!periodUnit || !Number.isInteger(frequency) || frequency < 1) return undefined;
  return { frequency, period: 1, periodUnit };
}

function periodTiming({ value, unit }: { readonly value: string; readonly unit: string }): TimingRepeat | undefined {
  const periodUnit = timeUnit(unit);
  const period = decimal(value);
  return periodUnit && period !== undefined && Number(value) >= 0 ? { frequency: 1, period, periodUnit } : undefined;
}

function timeUnit(unit: string): TimingRepeat['periodUnit'] {
  const bare = unit.trim().replace(/^(1?\/|per )/, '');
  return isUcumTime(bare) ? (bare as TimingRepeat['periodUnit']) : undefined;
}

function repeating(repeat: TimingRepeat | undefined): Timing | undefined {
  return repeat && { repeat: defined(repeat) };
}

/** The treatment's length bounds the repetition where both its ends are lengths of time. */
function withBounds(timing: Timing | undefined, { lengthOfTreatment: length }: Given): Timing | undefined {
  const interval = length?.treatmentInterval;
  if (!timing?.repeat || !interval) return timing;
  const low = durationOf({ ...(interval.low !== undefined && { value: interval.low }), unit: interval.unit });
  const high = durationOf({ ...(interval.high !== undefined && { value: interval.high }), unit: interval.unit });
  return low && high ? { ...timing, repeat: { ...timing.repeat, boundsRange: { low, high } } } : timing;
}

function lengthOfTreatment({ lengthOfTreatment: length }: Given): Extension | undefined {
  if (!length) return undefined;
  const { range, quantity } = rangeOrQuantity(length.treatmentInterval);
  return ownParts('length-of-treatment', [
    valued('interval', { valueRange: range, valueQuantity: quantity }),
    valued('isMaximum', { valueBoolean: length.isMaximumTreatmentTime }),
  ]);
}

/** A maximum that is so much in so long is a ratio; any other stays unsaid here and stands in the instruction. */
function maximumOf(maximum: Given['maximumDosage']): Pick<Dosage, 'maxDosePerPeriod'> {
  const { frequencyDosage, periodDosage } = maximum ?? {};
  const dose = frequencyDosage?.dose ?? periodDosage?.dose;
  const most = dose?.high ?? dose?.low;
  const period = frequencyDosage
    ? { value: '1', unit: timeUnit(frequencyDosage.frequency.unit) }
    : periodDosage?.period;
  const times = frequencyDosage ? Number(frequencyDosage.frequency.value) : 1;
  if (most === undefined || !period?.unit || !(times > 0)) return {};
  const numerator = quantityOf({ value: times === 1 ? most : String(Number(most) * times), unit: dose?.unit });
  const denominator = quantityOf(period);
  return numerator && denominator ? { maxDosePerPeriod: { numerator, denominator } } : {};
}

function doseWords({ low, high, unit }: DoseInterval): string {
  if (low !== undefined && high !== undefined && low !== high) return readableAmount({ value: `${low}–${high}`, unit });
  return readableAmount({ value: low ?? high ?? '', unit });
}

function rampWords({ doseStep, timeStep, rampStart, rampEnd }: NonNullable<Scheme['rampedDosage']>): string {
  const ends = [rampStart, rampEnd].map((end) => partsOf(end)[0]?.text ?? '').filter(Boolean);
  return `Trappas ${ends.join(' till ')} i steg om ${readableAmount(doseStep)} var ${readableAmount(timeStep)}`;
}

/** Without what is undefined, so that an empty one is seen to be empty. */
function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}
