import type { MedicationMedicalRecord } from '../../contracts/get-medication-history-2.ts';
import type { Detail } from './item.ts';
import type { Label } from './labels.ts';
import { coded, line, quantityText, text, time, yesNo } from './said.ts';

type Prescription = MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription'];
type Dosage = NonNullable<NonNullable<Prescription['drug']>['dosage']>[number];
type Way = NonNullable<Dosage['setDosage']>;
type EndOfRamp = NonNullable<Way['rampedDosage']>['rampStart'];
type Interval = NonNullable<Way['frequencyDosage']>['dose'];

/** The dosages as the prescriber wrote them for reading: the instruction, else the short notation. */
export function instructionOf(dosages: readonly Dosage[] = []): string | undefined {
  const said = dosages.map((one) => text(one.dosageInstruction) ?? text(one.shortNotation) ?? wordsOf(one));
  return said.filter(Boolean).join('; ') || undefined;
}

function wordsOf({ setDosage, maximumDosage, conditionalDosage }: Dosage): string | undefined {
  return text((setDosage ?? maximumDosage ?? conditionalDosage)?.unstructuredDosageInformation?.text);
}

/** All that is said of dose and times. Structured values stand in the order given; nothing is worked out from them. */
export function dosageLines(dosages: readonly Dosage[] = []): readonly Detail[] {
  return dosages.flatMap((one) => [
    ...line('dosage', one.dosageInstruction),
    ...line('shortNotation', one.shortNotation),
    ...coded('unitDose', one.unitDose),
    ...line('lengthOfTreatment', one.lengthOfTreatment && intervalText(one.lengthOfTreatment.treatmentInterval)),
    ...yesNo('longestTreatment', one.lengthOfTreatment?.isMaximumTreatmentTime || undefined),
    ...wayLines('setDosage', one.setDosage),
    ...wayLines('maximumDosage', one.maximumDosage),
    ...line('condition', one.conditionalDosage?.conditionDescription),
    ...wayLines('conditionalDosage', one.conditionalDosage),
  ]);
}

function wayLines(label: Label, way: Way | undefined): readonly Detail[] {
  const ramp = way?.rampedDosage;
  return [
    ...endLines(label, way),
    ...endLines('rampFrom', ramp?.rampStart),
    ...line(
      'rampStep',
      ramp && [quantityText(ramp.doseStep), quantityText(ramp.timeStep)].filter(Boolean).join(' per '),
    ),
    ...endLines('rampTo', ramp?.rampEnd),
  ];
}

function endLines(label: Label, way: EndOfRamp | undefined): readonly Detail[] {
  const { frequencyDosage: often, periodDosage: every, occasionDosage: occasions, singleDose: once } = way ?? {};
  return [
    ...line(label, often && [intervalText(often.dose), frequencyText(often.frequency)].filter(Boolean).join(', ')).map(
      (said) => ({ ...said, code: quantityText(often?.frequency) ?? '' }),
    ),
    ...line(label, every && [intervalText(every.dose), quantityText(every.period)].filter(Boolean).join(' per ')),
    ...(occasions?.administration ?? []).flatMap(({ dose, time: at, dayOfPeriod }) =>
      line('doseOnDay', intervalText(dose), { about: [text(dayOfPeriod), text(at)].filter(Boolean).join(', ') }),
    ),
    ...line('dosePeriod', quantityText(occasions?.period)),
    ...line('singleDose', once && intervalText(once.dose)),
    ...time('singleDoseTime', once?.time),
    ...line(label, way?.unstructuredDosageInformation?.text),
  ];
}

/** `3 1/d`, which the eye takes for thirty-one, reads `3 per d`; as it was written it stands beside. */
function frequencyText({ value, unit }: NonNullable<Way['frequencyDosage']>['frequency']): string | undefined {
  const [, time] = /^1?\/(.+)$/.exec(text(unit) ?? '') ?? [];
  return time ? `${text(value)} per ${time}` : quantityText({ value, unit });
}

function intervalText({ low, high, unit }: Interval): string | undefined {
  const [from, to] = [text(low), text(high)];
  const value = from && to && from !== to ? `${from}–${to}` : (from ?? (to && `≤ ${to}`));
  return quantityText({ value, unit });
}
