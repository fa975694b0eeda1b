import type { Observation, ObservationReferenceRange } from 'fhir/r4';
import type { LaboratoryOrderOutcome4 } from '../../../contracts/index.ts';
import { concept } from '../codes.ts';
import { quantity } from '../quantity.ts';

type Group = NonNullable<LaboratoryOrderOutcome4['body']['groupOfAnalyses']>[number];
type Result = NonNullable<Group['analysis'][number]['result']>[number];

type Valued = Pick<
  Observation,
  'valueQuantity' | 'valueString' | 'valueCodeableConcept' | 'interpretation' | 'referenceRange'
>;

/** What was found, whether it is remarkable, and what it is compared with. */
export function outcomeOf({ value, interpretation = [], reference }: Result): Valued {
  const range = reference && rangeOf(reference);
  return {
    ...(value.pq && { valueQuantity: quantity(value.pq) }),
    ...(value.st && { valueString: value.st }),
    ...(value.cv && { valueCodeableConcept: concept(value.cv) }),
    ...(interpretation.length > 0 && { interpretation: interpretation.map(concept) }),
    ...(range && { referenceRange: [range] }),
  };
}

function rangeOf({
  interval,
  description,
  comment,
  population,
}: NonNullable<Result['reference']>): ObservationReferenceRange {
  const { low, high, unit = '' } = interval ?? {};
  const words = [interval && intervalText(low, high), description, comment].filter(Boolean).join('; ');
  return {
    ...(low !== undefined && { low: quantity({ value: low, unit }) }),
    ...(high !== undefined && { high: quantity({ value: high, unit }) }),
    ...(population && { appliesTo: [{ text: population }] }),
    ...(words && { text: words }),
  };
}

function intervalText(low: string | undefined, high: string | undefined): string {
  if (low !== undefined && high !== undefined) return `${low}–${high}`;
  return high === undefined ? `>${low}` : `<${high}`;
}
