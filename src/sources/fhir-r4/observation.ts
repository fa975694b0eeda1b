import type { CodeableConcept, Quantity, Resource } from './resources.ts';
import type { Measured } from './shapes/results.ts';
import { hasCode, timeOf, wordsOfConcept, wordsOfQuantity } from './values.ts';

export type Observation = Resource<'Observation'>;

export function effectiveOf(observation: Observation): string | undefined {
  return timeOf(observation.effectiveDateTime, observation.effectiveInstant, observation.effectivePeriod?.start);
}

export function isLaboratory({ category = [] }: Observation): boolean {
  return hasCode(category, 'laboratory', 'LAB');
}

/** The value as a reader would see it, whatever its type; why there is none, where that is said. */
export function wordsOfValue(measured: Measured): string | undefined {
  const { valueQuantity, valueCodeableConcept, valueBoolean, valueInteger, valueRange, valueRatio, valuePeriod } =
    measured;
  const between = (ends: readonly (string | undefined)[], sign: string) => ends.filter(Boolean).join(sign) || undefined;
  const bounds = ({ low, high }: { readonly low?: Quantity; readonly high?: Quantity }) =>
    between([low, high].map(wordsOfQuantity), ' – ');
  return (
    measured.valueString ??
    wordsOfQuantity(valueQuantity) ??
    wordsOfConcept(valueCodeableConcept) ??
    (valueBoolean === undefined ? undefined : valueBoolean ? 'Ja' : 'Nej') ??
    valueInteger?.digits ??
    (valueRange && bounds(valueRange)) ??
    (valueRatio && between([valueRatio.numerator, valueRatio.denominator].map(wordsOfQuantity), ' : ')) ??
    measured.valueTime ??
    measured.valueDateTime ??
    (valuePeriod && between([valuePeriod.start, valuePeriod.end], ' – ')) ??
    reasonOf(measured.dataAbsentReason)
  );
}

/** Why there is no value; that it is not known says no more than its absence. */
function reasonOf(reason: CodeableConcept | undefined): string | undefined {
  return reason?.text === undefined && hasCode([reason], 'unknown') ? undefined : wordsOfConcept(reason);
}
