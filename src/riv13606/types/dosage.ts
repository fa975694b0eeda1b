import type { MedicationMedicalRecord } from '../../contracts/index.ts';
import { coded, flag, quantity, text } from '../conversions.ts';
import { child, type Node } from '../node.ts';
import { cluster, clusters, element, type Part, type Row, readRows, rule, writeRows } from '../rows.ts';
import { intervalMade, intervalOf } from '../values.ts';
import type { Made } from '../write.ts';
import { dosageInWords } from './dosage-in-words.ts';

type Prescription = MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription'];
type Dosage = NonNullable<NonNullable<Prescription['drug']>['dosage']>[number];

/** A dose step, with the time of treatment that RIV-TA tells once for the whole prescription. */
interface Step {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly length?: { readonly value: string; readonly unit: string } | undefined;
  readonly isMaximum?: boolean;
  readonly dosageInstruction?: string;
  readonly unitDose?: Dosage['unitDose'];
  readonly shortNotation?: string;
}

const lengthOfTreatment = quantity('d');

export const dosageRows: readonly Row[] = [
  cluster('lkm-dos', '', [
    clusters('lkm-dst', 'steps', [
      rule('lkm-dst-bet', treatmentFrom, treatmentMade),
      element('lkm-dst-max', flag, 'isMaximum'),
      element('lkm-dst-dan', text, 'dosageInstruction'),
      element('lkm-dst-den', coded, 'unitDose'),
      element('lkm-dst-kno', text, 'shortNotation'),
    ]),
  ]),
];

/** How it is dosed, and from when to when it is given. A step that tells a time alone is no dosage. */
export function dosagesFrom(entry: Node | undefined) {
  const { steps = [] } = readRows<{ readonly steps: readonly Step[] }>(dosageRows, entry);
  const starts = steps.flatMap(({ start }) => start ?? []).sort();
  const ends = steps.flatMap(({ end }) => end ?? []).sort();
  const open = steps.some((step) => step.start !== undefined && step.end === undefined);
  return {
    dosage: steps.filter(saysHow).map(dosageFrom),
    startOfTreatment: starts[0],
    // The treatment ends when its last step does; a step without end has none.
    endOfTreatment: open ? undefined : ends.at(-1),
  };
}

function saysHow({ dosageInstruction, unitDose, shortNotation }: Step): boolean {
  return dosageInstruction !== undefined || unitDose !== undefined || shortNotation !== undefined;
}

/** The dialect tells dosages in words; they also stand where RIV-TA wants the dosage itself. */
function dosageFrom({ length, isMaximum, dosageInstruction, unitDose, shortNotation }: Step): Part {
  const words = dosageInstruction ?? shortNotation;
  return {
    lengthOfTreatment: length && {
      treatmentInterval: { low: length.value, high: length.value, unit: length.unit },
      isMaximumTreatmentTime: isMaximum ?? false,
    },
    dosageInstruction,
    unitDose,
    shortNotation,
    setDosage: words && { unstructuredDosageInformation: { text: words } },
  };
}

/** Steps with the time of treatment in each; where nothing says how, one step tells the time alone. */
export function dosagesMade({ drug, startOfTreatment: start, endOfTreatment: end }: Prescription): Made[] {
  const steps = (drug?.dosage ?? []).map((dosage) => ({ ...toldStep(dosage), start, end }));
  const timeAlone = start || end ? [{ start, end }] : [];
  return steps.length > 0 || timeAlone.length > 0
    ? writeRows(dosageRows, { steps: steps.length > 0 ? steps : timeAlone })
    : [];
}

function toldStep(dosage: Dosage): Step {
  const { lengthOfTreatment: length, unitDose, shortNotation } = dosage;
  const { low, high, unit } = length?.treatmentInterval ?? {};
  const value = high ?? low;
  const dosageInstruction = dosageInWords(dosage);
  return {
    ...(value !== undefined && unit !== undefined && { length: { value, unit } }),
    ...(length && { isMaximum: length.isMaximumTreatmentTime }),
    ...(dosageInstruction !== undefined && { dosageInstruction }),
    ...(unitDose && { unitDose }),
    ...(shortNotation !== undefined && { shortNotation }),
  };
}

/** Its width is the length of treatment, in days unless it says otherwise; else the whole days between its ends. */
function treatmentFrom(value: Node): Part {
  const { start, end } = intervalOf(value);
  const width = child(value, 'width');
  const days = start && end ? daysBetween(start, end) : undefined;
  return {
    ...(start && { start }),
    ...(end && { end }),
    length: (width && lengthOfTreatment.read(width)) ?? (days && { value: days, unit: 'd' }),
  };
}

function treatmentMade(part: Part): Made | undefined {
  const { start, end, length } = part as Step;
  const interval = intervalMade({ ...(start && { start }), ...(end && { end }) });
  if (!interval && !length) return undefined;
  const width = length ? { width: { attributes: { ...length } } } : {};
  return { type: 'IVL_TS', children: { ...interval?.children, ...width } };
}

function daysBetween(start: string, end: string): string | undefined {
  const days = Math.round((dayNumber(end) - dayNumber(start)) / 86_400_000);
  return days > 0 ? String(days) : undefined;
}

function dayNumber(time: string): number {
  return Date.UTC(Number(time.slice(0, 4)), Number(time.slice(4, 6)) - 1, Number(time.slice(6, 8)));
}
