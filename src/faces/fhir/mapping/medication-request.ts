import type { CodeableConcept, MedicationRequest } from 'fhir/r4';
import type { MappingContext } from './context.ts';
import { date, dateTime, present, text } from './data-types.ts';
import { identifierOf } from './identifiers.ts';
import { medicationOf, type Prescription } from './medication-concept.ts';
import { professionalOf } from './professional.ts';
import { durationOf, quantityOf } from './quantity.ts';

type Dispensation = NonNullable<Prescription['dispensationAuthorization']>;

const notReplaceable: CodeableConcept = {
  coding: [
    { system: 'http://terminology.hl7.org/CodeSystem/v3-substanceAdminSubstitution', code: 'N', display: 'none' },
  ],
};

/** The prescription that a pharmacy dispenses from, kept with the order it belongs to. */
export function dispensationOf(
  given: Dispensation,
  orderedMedication: CodeableConcept,
  context: MappingContext,
): MedicationRequest {
  const identifier = identifierOf(given.dispensationAuthorizationId, context);
  const authorizer = given.dispensationAuthorizer;
  const { reference: requester } = professionalOf(authorizer, context);
  const comment = text(given.dispensationAuthorizerComment);
  const method = text(given.distributionMethod);
  return {
    resourceType: 'MedicationRequest',
    id: 'dispensation',
    identifier: present(identifier),
    status: 'unknown',
    intent: 'order',
    medicationCodeableConcept: given.drug ? medicationOf(given.drug) : orderedMedication,
    subject: context.patient,
    authoredOn: dateTime(authorizer.authorTime),
    // A contained resource contains none: whoever authorised is named, not described.
    requester:
      requester?.identifier || requester?.display
        ? { type: 'PractitionerRole', identifier: requester.identifier, display: requester.display }
        : undefined,
    note: present(
      comment ? { text: comment } : undefined,
      method ? { text: `Distributionssätt: ${method}` } : undefined,
      date(given.firstDispensationBefore)
        ? { text: `Första uttag före ${date(given.firstDispensationBefore)}` }
        : undefined,
    ),
    dosageInstruction: text(given.prescriptionSignatura) ? [{ text: text(given.prescriptionSignatura) }] : undefined,
    dispenseRequest: dispenseRequestOf(given, context),
    substitution: given.nonReplaceable
      ? { allowedCodeableConcept: notReplaceable, reason: { text: `Utbyte ej tillåtet: ${given.nonReplaceable}` } }
      : undefined,
  };
}

function dispenseRequestOf(given: Dispensation, context: MappingContext): MedicationRequest['dispenseRequest'] {
  const end = date(given.validUntil);
  const dispenseInterval = durationOf(given.minimumDispensationInterval);
  const quantity =
    given.totalAmount === undefined
      ? undefined
      : quantityOf({ value: given.totalAmount, unit: text(given.packageUnit) });
  const pharmacy = identifierOf(given.receivingPharmacy, context);
  if (!end && !dispenseInterval && !quantity && !pharmacy) return undefined;
  return {
    validityPeriod: end ? { end } : undefined,
    dispenseInterval,
    quantity,
    performer: pharmacy ? { type: 'Organization', identifier: pharmacy } : undefined,
  };
}
