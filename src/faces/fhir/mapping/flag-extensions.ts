import type { Extension } from 'fhir/r4';
import type { AlertInformation } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { codeableConcept, date, dateTime, text } from './data-types.ts';
import { guided, guidedParts, valued } from './extensions.ts';
import { asserterOf } from './header.ts';
import type { AlertBody } from './hypersensitivity.ts';

type Value = Omit<Extension, 'url'>;

/** What an alert tells that Flag has no element for, as the guide's own extensions. */
export function flagExtensions(
  header: AlertInformation['alertInformationHeader'],
  body: AlertBody,
  comment: string | undefined,
  context: MappingContext,
): (Extension | undefined)[] {
  return [
    alert('asserted-date', { valueDateTime: dateTime(header.legalAuthenticator?.signatureTime) }),
    alert('asserter', { valueReference: asserterOf(header, context) }),
    alert('ascertained-date', { valueDate: date(body.ascertainedDate) }),
    alert('verified-time', { valueDateTime: dateTime(body.verifiedTime) }),
    alert('information-comment', { valueString: comment }),
    ...hypersensitivityExtensions(body),
    ...treatmentExtensions(body),
    alert('route-of-transmission', {
      valueCodeableConcept: concept(body.communicableDisease?.routeOfTransmission),
    }),
    alert('restriction-of-care-comment', { valueString: text(body.restrictionOfCare?.restrictionOfCareComment) }),
    ...(body.relatedAlertInformation ?? []).map(relatedAlert),
  ];
}

function hypersensitivityExtensions({ hypersensitivity: body }: AlertBody): (Extension | undefined)[] {
  const drug = body?.pharmaceuticalHypersensitivity;
  return [
    alert('degree-of-severity', { valueCodeableConcept: concept(body?.degreeOfSeverity) }),
    alert('degree-of-certainty', { valueCodeableConcept: concept(body?.degreeOfCertainty) }),
    guidedParts('alert-pharmaceutical-hypersensitivity', [
      valued('nonATCSubstanceComment', { valueString: text(drug?.nonATCSubstanceComment) }),
      ...(drug?.pharmaceuticalProductId ?? []).map((product) =>
        valued('pharmaceuticalProductId', { valueCodeableConcept: codeableConcept(product) }),
      ),
    ]),
  ];
}

function treatmentExtensions({ treatment }: AlertBody): (Extension | undefined)[] {
  return [
    alert('treatment-description', { valueString: text(treatment?.treatmentDescription) }),
    ...(treatment?.pharmaceuticalTreatment ?? []).map((drug) =>
      alert('pharmaceutical-treatment', { valueCodeableConcept: codeableConcept(drug) }),
    ),
  ];
}

function relatedAlert(related: NonNullable<AlertBody['relatedAlertInformation']>[number]): Extension | undefined {
  return guidedParts('related-alert-information', [
    valued('typeOfRelationship', {
      valueCodeableConcept: codeableConcept(related.typeOfAlertInformationRelationship),
    }),
    valued('relationComment', { valueString: text(related.relationComment) }),
    ...related.documentId.map((id) => valued('documentId', { valueString: text(id) })),
  ]);
}

function concept(value: Parameters<typeof codeableConcept>[0] | undefined) {
  return value && codeableConcept(value);
}

function alert(name: string, value: Value): Extension | undefined {
  return guided(`alert-${name}`, value);
}
