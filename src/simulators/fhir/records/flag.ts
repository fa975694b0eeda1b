import type { CodeableConcept, Extension, Flag } from 'fhir/r4';
import type { AlertInformation } from '../../../contracts/index.ts';
import { concept, hl7, inera, localIdentifier } from '../codes.ts';
import type { Subject } from '../ids.ts';
import { authorOf, encounterReference, meta, signerOf, subjectReference } from '../parts.ts';
import { date, dateTime } from '../time.ts';

type AlertBody = AlertInformation['alertInformationBody'];

/** Alert information as SEEHDSFlag (national guide); `allergyId` when its AllergyIntolerance stands beside it. */
export function flagOf(
  { alertInformationHeader: header, alertInformationBody: body }: AlertInformation,
  subject: Subject,
  id: string,
  allergyId: string | undefined,
): Flag {
  const author = authorOf(header.accountableHealthcareProfessional);
  const type = body.hypersensitivity?.typeOfHypersensitivity;
  const ends = [body.validityTimePeriod.end, body.obsoleteTime].filter((time) => time !== undefined).toSorted();
  return {
    resourceType: 'Flag',
    id,
    meta: meta('SEEHDSFlag', header.approvedForPatient, header.accountableHealthcareProfessional.authorTime),
    ...(author.contained && { contained: author.contained }),
    extension: [...headerExtensions(header), ...bodyExtensions(body), ...(allergyId ? [detail(allergyId)] : [])],
    identifier: [localIdentifier(header.documentId)],
    status: body.obsoleteTime === undefined ? 'active' : 'inactive',
    category: [concept(body.typeOfAlertInformation), ...(type ? [concept(type)] : [])],
    code: codeOf(body),
    subject: subjectReference(subject),
    period: {
      ...(body.validityTimePeriod.start && { start: dateTime(body.validityTimePeriod.start) }),
      ...(ends[0] && { end: dateTime(ends[0]) }),
    },
    ...(header.careContactId && { encounter: encounterReference(localIdentifier(header.careContactId)) }),
    ...(author.reference && { author: author.reference }),
  };
}

const detail = (allergyId: string): Extension => ({
  url: hl7('flag-detail'),
  valueReference: { reference: `AllergyIntolerance/${allergyId}` },
});

/** What the alert is about. Never empty: an empty concept is illegal. */
function codeOf(body: AlertBody): CodeableConcept {
  const coded =
    substanceOf(body) ??
    body.seriousDisease?.disease ??
    body.treatment?.treatmentCode ??
    body.communicableDisease?.communicableDiseaseCode;
  if (coded) return concept(coded);
  const text =
    body.treatment?.treatmentDescription ??
    body.restrictionOfCare?.restrictionOfCareComment ??
    body.unstructuredAlertInformation?.unstructuredAlertInformationHeading ??
    body.typeOfAlertInformation.displayName;
  return { text: text ?? 'Uppmärksamhetsinformation' };
}

/** What the patient is hypersensitive to, coded or in words. */
export function substanceOf({ hypersensitivity }: AlertBody) {
  const drug = hypersensitivity?.pharmaceuticalHypersensitivity;
  const other = hypersensitivity?.otherHypersensitivity;
  const words = drug?.nonATCSubstance ?? other?.hypersensitivityAgent;
  return drug?.atcSubstance ?? other?.hypersensitivityAgentCode ?? (words ? { originalText: words } : undefined);
}

function headerExtensions({ legalAuthenticator: signed }: AlertInformation['alertInformationHeader']): Extension[] {
  const asserter = signerOf(signed);
  return [
    ...(signed ? [{ url: inera('alert-asserted-date'), valueDateTime: dateTime(signed.signatureTime) }] : []),
    ...(asserter ? [{ url: inera('alert-asserter'), valueReference: asserter }] : []),
  ];
}

function bodyExtensions(body: AlertBody): Extension[] {
  const { hypersensitivity, treatment, communicableDisease, restrictionOfCare } = body;
  const text = (name: string, valueString: string | undefined) =>
    valueString ? [{ url: inera(name), valueString }] : [];
  const coded = (name: string, value: Parameters<typeof concept>[0] | undefined) =>
    value ? [{ url: inera(name), valueCodeableConcept: concept(value) }] : [];
  return [
    ...(body.ascertainedDate ? [{ url: inera('alert-ascertained-date'), valueDate: date(body.ascertainedDate) }] : []),
    ...(body.verifiedTime ? [{ url: inera('alert-verified-time'), valueDateTime: dateTime(body.verifiedTime) }] : []),
    ...text('alert-information-comment', commentOf(body)),
    ...coded('alert-degree-of-severity', hypersensitivity?.degreeOfSeverity),
    ...coded('alert-degree-of-certainty', hypersensitivity?.degreeOfCertainty),
    ...pharmaceutical(hypersensitivity?.pharmaceuticalHypersensitivity),
    ...text('alert-treatment-description', treatment?.treatmentDescription),
    ...(treatment?.pharmaceuticalTreatment ?? []).flatMap((drug) => coded('alert-pharmaceutical-treatment', drug)),
    ...coded('alert-route-of-transmission', communicableDisease?.routeOfTransmission),
    ...text('alert-restriction-of-care-comment', restrictionOfCare?.restrictionOfCareComment),
    ...(body.relatedAlertInformation ?? []).map(related),
  ];
}

function commentOf(body: AlertBody): string | undefined {
  const parts = [
    body.unstructuredAlertInformation?.unstructuredAlertInformationContent,
    body.alertInformationComment,
    body.obsoleteComment && `Inaktiveringskommentar: ${body.obsoleteComment}`,
  ].filter((part) => part !== undefined && part !== '');
  return parts.length > 0 ? parts.join('\n') : undefined;
}

function pharmaceutical(
  drug: NonNullable<AlertBody['hypersensitivity']>['pharmaceuticalHypersensitivity'],
): Extension[] {
  const parts: Extension[] = [
    ...(drug?.nonATCSubstanceComment
      ? [{ url: 'nonATCSubstanceComment', valueString: drug.nonATCSubstanceComment }]
      : []),
    ...(drug?.pharmaceuticalProductId ?? []).map((product) => ({
      url: 'pharmaceuticalProductId',
      valueCodeableConcept: concept(product),
    })),
  ];
  return parts.length > 0 ? [{ url: inera('alert-pharmaceutical-hypersensitivity'), extension: parts }] : [];
}

function related(relation: NonNullable<AlertBody['relatedAlertInformation']>[number]): Extension {
  return {
    url: inera('related-alert-information'),
    extension: [
      { url: 'typeOfRelationship', valueCodeableConcept: concept(relation.typeOfAlertInformationRelationship) },
      ...(relation.relationComment ? [{ url: 'relationComment', valueString: relation.relationComment }] : []),
      ...relation.documentId.map((id) => ({ url: 'documentId', valueIdentifier: localIdentifier(id) })),
    ],
  };
}
