import type { MedicationStatement } from 'fhir/r4';
import { medications } from '../mapping/medication.ts';
import { tokensOf } from '../search/tokens.ts';
import { code, common, date, momentOrPeriod, reference, token } from './parameters.ts';
import { type ServedType, twoYears } from './served-type.ts';

export const medicationStatement: ServedType<MedicationStatement> = {
  type: 'MedicationStatement',
  documentation: 'Prescribed medicines (GetMedicationHistory 2).',
  hasSubject: true,
  includes: [],
  origins: [{ mapping: medications, profiles: ['MedicationStatement'], narrowing: {}, horizonDays: twoYears }],
  parameters: [
    ...common<MedicationStatement>(),
    code(
      'status',
      'How it stands with the medication.',
      'http://hl7.org/fhir/CodeSystem/medication-statement-status',
      ({ status }) => status,
    ),
    date('effective', 'When it is or was taken.', ({ effectiveDateTime, effectivePeriod }) =>
      momentOrPeriod(effectiveDateTime, effectivePeriod),
    ),
    token('code', 'The medicine.', ({ medicationCodeableConcept }) => tokensOf(medicationCodeableConcept)),
    token('category', 'Kind of prescription.', ({ category }) => tokensOf(category)),
    reference('context', 'The care contact, by its identifier.', (resource) => [resource.context]),
  ],
};
