import type { AlertInformation } from '../../contracts/get-alert-information-2.ts';
import { summaryHeader } from './header.ts';
import type { Detail } from './item.ts';
import { coded, line, period, text, time, wordsOf } from './said.ts';
import { isPast } from './time.ts';
import type { Teller } from './told.ts';

type Body = AlertInformation['alertInformationBody'];

/** The six alternatives of an alert's content; the fields of the warning symbol. */
export const alertFields = [
  'hypersensitivity',
  'seriousDisease',
  'treatment',
  'communicableDisease',
  'restrictionOfCare',
  'unstructuredAlertInformation',
] as const satisfies readonly (keyof Body)[];
export type AlertField = (typeof alertFields)[number];

/** GetAlertInformation 2: what must be known before treating (uppmärksamhetsinformation). */
export const alert: Teller<AlertInformation> = ({ alertInformationHeader, alertInformationBody: body }, now) => {
  const field = alertFields.find((one) => body[one] !== undefined) ?? 'unstructuredAlertInformation';
  const { start, end } = body.validityTimePeriod;
  const ended = [body.obsoleteTime, end].some((time) => time !== undefined && isPast(time, now));
  return [
    {
      header: summaryHeader(alertInformationHeader),
      title: titleOf(body) ?? wordsOf(body.typeOfAlertInformation),
      term: field,
      summary: summaryOf(body),
      time: start ?? alertInformationHeader.accountableHealthcareProfessional?.authorTime,
      group: field,
      marks: [ended && 'obsolete', replaces(body) && 'corrected'],
      details: [
        ...contentOf(body),
        ...line('comment', body.alertInformationComment),
        ...coded('typeOfAlert', body.typeOfAlertInformation),
        ...period('validity', body.validityTimePeriod),
        ...time('ascertained', body.ascertainedDate),
        ...time('verified', body.verifiedTime),
        ...time('obsoleteSince', body.obsoleteTime),
        ...line('obsoleteBecause', body.obsoleteComment),
        ...(body.relatedAlertInformation ?? []).flatMap((related) =>
          line('relatedAlert', text(related.relationComment) ?? wordsOf(related.typeOfAlertInformationRelationship), {
            about: wordsOf(related.typeOfAlertInformationRelationship),
          }),
        ),
      ],
    },
  ];
};

/** KV Samband: this one stands in the place of another. */
function replaces({ relatedAlertInformation = [] }: Body): boolean {
  return relatedAlertInformation.some(({ typeOfAlertInformationRelationship: relation }) => relation.code === 'ers');
}

function titleOf(body: Body): string | undefined {
  const { pharmaceuticalHypersensitivity: drug, otherHypersensitivity: other } = body.hypersensitivity ?? {};
  return (
    wordsOf(drug?.atcSubstance) ??
    text(drug?.nonATCSubstance) ??
    text(other?.hypersensitivityAgent) ??
    wordsOf(other?.hypersensitivityAgentCode) ??
    wordsOf(body.seriousDisease?.disease) ??
    text(body.treatment?.treatmentDescription) ??
    wordsOf(body.communicableDisease?.communicableDiseaseCode) ??
    text(body.restrictionOfCare?.restrictionOfCareComment) ??
    text(body.unstructuredAlertInformation?.unstructuredAlertInformationHeading)
  );
}

function summaryOf(body: Body): string | undefined {
  const { degreeOfSeverity, degreeOfCertainty } = body.hypersensitivity ?? {};
  const parts = [
    wordsOf(degreeOfSeverity),
    wordsOf(degreeOfCertainty),
    wordsOf(body.communicableDisease?.routeOfTransmission),
    text(body.unstructuredAlertInformation?.unstructuredAlertInformationContent),
    text(body.alertInformationComment),
  ];
  return parts.filter(Boolean).join(' · ') || undefined;
}

function contentOf(body: Body): readonly Detail[] {
  const { hypersensitivity, treatment, communicableDisease: communicable } = body;
  const { pharmaceuticalHypersensitivity: drug, otherHypersensitivity: other } = hypersensitivity ?? {};
  const { unstructuredAlertInformation: unstructured } = body;
  return [
    ...coded('substance', drug?.atcSubstance),
    ...line('substance', drug?.nonATCSubstance),
    ...line('withoutCodeBecause', drug?.nonATCSubstanceComment),
    ...(drug?.pharmaceuticalProductId ?? []).flatMap((product) => coded('product', product)),
    ...line('substance', other?.hypersensitivityAgent),
    ...coded('substance', other?.hypersensitivityAgentCode),
    ...coded('typeOfHypersensitivity', hypersensitivity?.typeOfHypersensitivity),
    ...coded('severity', hypersensitivity?.degreeOfSeverity),
    ...coded('certainty', hypersensitivity?.degreeOfCertainty),
    ...coded('disease', body.seriousDisease?.disease),
    ...line('treatment', treatment?.treatmentDescription),
    ...coded('treatmentCode', treatment?.treatmentCode),
    ...(treatment?.pharmaceuticalTreatment ?? []).flatMap((drug) => coded('medicine', drug)),
    ...coded('disease', communicable?.communicableDiseaseCode),
    ...coded('routeOfTransmission', communicable?.routeOfTransmission),
    ...line('restriction', body.restrictionOfCare?.restrictionOfCareComment),
    ...line('heading', unstructured?.unstructuredAlertInformationHeading),
    ...line('content', unstructured?.unstructuredAlertInformationContent),
  ];
}
