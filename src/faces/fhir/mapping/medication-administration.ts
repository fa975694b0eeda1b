import type { CodeableConcept, MedicationAdministration } from 'fhir/r4';
import type { MappingContext } from './context.ts';
import { absent, codeableConcept, period, present, text } from './data-types.ts';
import { own } from './extensions.ts';
import { identifierOf } from './identifiers.ts';
import { medicationOf, type Prescription } from './medication-concept.ts';
import { professionalOf } from './professional.ts';

type Given = NonNullable<Prescription['administration']>[number];

/** Each time the medicine was given, kept with the order it belongs to. The guide maps none of it. */
export function administrationsOf(
  given: readonly Given[],
  ordered: CodeableConcept,
  context: MappingContext,
): MedicationAdministration[] {
  return given.map((one, index) => administrationOf(one, `administration-${index + 1}`, ordered, context));
}

function administrationOf(
  given: Given,
  id: string,
  ordered: CodeableConcept,
  context: MappingContext,
): MedicationAdministration {
  const { start, end } = given.administrationTime;
  const when = period(start, end);
  const who = professionalOf(given.administeringHealthcareProfessional, context).reference;
  const named = who && (who.identifier || who.display);
  const comment = text(given.administrationComment);
  return {
    resourceType: 'MedicationAdministration',
    id,
    // `dosage` would need a dose (mad-1), which the contract does not tell.
    extension: present(
      own('route-of-administration', {
        valueCodeableConcept: given.routeOfAdministration && codeableConcept(given.routeOfAdministration),
      }),
    ),
    identifier: present(identifierOf(given.administrationId, context)),
    status: 'completed',
    medicationCodeableConcept: given.drug ? medicationOf(given.drug) : ordered,
    subject: context.patient,
    ...(when
      ? { effectivePeriod: when }
      : ({ _effectiveDateTime: { extension: [absent('unknown')] } } as unknown as object)),
    // A contained resource contains none: whoever gave it is named, not described.
    performer: named
      ? [{ actor: { type: 'PractitionerRole', identifier: who.identifier, display: who.display } }]
      : undefined,
    note: comment ? [{ text: comment }] : undefined,
  };
}
