import type { MedicationMedicalRecord } from '../../contracts/index.ts';
import type { Draft } from '../mapped.ts';
import type { Quantity, Range } from './resources.ts';
import type { Dosage } from './shapes/medicines.ts';
import { extensionOf, quantityOf, timeOf, wordsOfConcept, wordsOfQuantity } from './values.ts';

type Prescription = MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription'];
export type DrugChoice = Draft<NonNullable<Prescription['drug']>>;
type Given = Draft<NonNullable<DrugChoice['dosage']>[number]>;
type Scheme = NonNullable<NonNullable<Given>['setDosage']>;

/** Said where FHIR's structure says more than the contract's can and there are no words for it. */
const notWhole = 'Doseringen kan inte återges i sin helhet, se källsystemet';

/** Dosage → DosageType: in words, and as a scheme where FHIR's says the same as one of the contract's and no more. */
export function dosageFrom(dosage: Dosage): Given {
  const scheme = schemeOf(dosage);
  const condition = conditionOf(dosage);
  const words = dosage.text ?? (scheme || condition ? undefined : wordsOfDosage(dosage));
  const told =
    scheme ?? (words || condition ? { unstructuredDosageInformation: { text: words ?? notWhole } } : undefined);
  return {
    lengthOfTreatment: lengthOf(dosage),
    dosageInstruction: words,
    shortNotation: dosage.patientInstruction,
    ...(condition ? { conditionalDosage: { conditionDescription: condition, ...told } } : { setDosage: scheme }),
  };
}

/** How long it lasts, as the guide's page and as our own FHIR face write it. */
function lengthOf(dosage: Dosage): NonNullable<Given>['lengthOfTreatment'] {
  const length = extensionOf(dosage, 'length-of-treatment') ?? {};
  const interval = extensionOf(length, 'treatmentInterval') ?? extensionOf(length, 'interval');
  const isMaximum = extensionOf(length, 'isMaximumTreatmentTime') ?? extensionOf(length, 'isMaximum');
  const treatmentInterval = intervalOf(interval?.valueQuantity, interval?.valueRange);
  return treatmentInterval && { treatmentInterval, isMaximumTreatmentTime: isMaximum?.valueBoolean ?? false };
}

function conditionOf({ asNeededBoolean, asNeededCodeableConcept }: Dosage): string | undefined {
  return (
    wordsOfConcept(asNeededCodeableConcept) ?? (asNeededBoolean || asNeededCodeableConcept ? 'Vid behov' : undefined)
  );
}

/** Parts of FHIR's structure that the schemes below have a place for; with any other it means something else. */
const toldOfRepeat = ['frequency', 'period', 'periodUnit', 'boundsPeriod', 'boundsDuration'];
const toldOfDosage = [
  'text',
  'sequence',
  'patientInstruction',
  'timing',
  'asNeededBoolean',
  'asNeededCodeableConcept',
  'route',
  'doseAndRate',
  'id',
  'extension',
];
const toldOfDose = ['doseQuantity', 'doseRange', 'type', 'id', 'extension'];

function holdsOnly(value: object | undefined, names: readonly string[]): boolean {
  return Object.keys(value ?? {}).every((name) => names.includes(name));
}

function schemeOf(dosage: Dosage): Scheme | undefined {
  const { timing, doseAndRate = [] } = dosage;
  const [amount, ...others] = doseAndRate;
  const dose = amount && intervalOf(amount.doseQuantity, amount.doseRange);
  const isTold = holdsOnly(dosage, toldOfDosage) && holdsOnly(amount, toldOfDose) && others.length === 0;
  if (!dose || !isTold) return undefined;
  const { repeat, event = [] } = timing ?? {};
  if (!repeat) {
    const [time] = event;
    return time && event.length === 1 && !timing?.code ? { singleDose: { dose, time: timeOf(time) } } : undefined;
  }
  if (!holdsOnly(repeat, toldOfRepeat) || event.length > 0) return undefined;
  const { frequency, period, periodUnit } = repeat;
  if (!period || !periodUnit) return undefined;
  const times = frequency?.digits ?? '1';
  if (period.digits === '1') return { frequencyDosage: { dose, frequency: { value: times, unit: `/${periodUnit}` } } };
  if (times === '1') return { periodDosage: { dose, period: { value: period.digits, unit: periodUnit } } };
  return undefined;
}

function intervalOf(quantity: Quantity | undefined, range: Range | undefined) {
  const exact = quantity?.comparator === undefined ? quantityOf(quantity) : undefined;
  if (exact) return { low: exact.value, high: exact.value, unit: exact.unit };
  const [low, high] = [quantityOf(range?.low), quantityOf(range?.high)];
  if (!low && !high) return undefined;
  return low && high && low.unit !== high.unit
    ? undefined
    : { low: low?.value, high: high?.value, unit: low?.unit ?? high?.unit ?? '' };
}

function wordsOfDosage({ timing, doseAndRate }: Dosage): string | undefined {
  const doses = (doseAndRate ?? []).flatMap(({ doseQuantity }) => wordsOfQuantity(doseQuantity) ?? []);
  const when = wordsOfConcept(timing?.code);
  if (!timing && doses.length === 0) return undefined;
  return [...doses, when, notWhole].filter(Boolean).join(', ');
}
