import type { AlertInformation } from '../../../contracts/index.ts';
import type { Composition } from '../composition.ts';
import { elementWriter, entry } from '../record-components.ts';
import type { TypeForm } from '../types.ts';

export function alertCompositions(item: AlertInformation): Composition[] {
  return [{ meaning: 'upp', header: item.alertInformationHeader, entry: (form) => alertEntry(form, item) }];
}

function alertEntry(form: TypeForm, { alertInformationBody: body }: AlertInformation): string {
  const items = elementWriter(form, 'items');
  const { code = 'upp-est', displayName } = body.typeOfAlertInformation;
  const relations = body.relatedAlertInformation ?? [];
  const links = relations.flatMap(({ documentId, typeOfAlertInformationRelationship: { code: role } }) =>
    documentId.map((targetId) => ({ target: 'upp', targetId, ...(role && { role }) })),
  );
  return entry(
    form,
    { code, ...(displayName && { displayName }) },
    links,
    items.time('upp-upp-kdt', body.ascertainedDate) +
      items.time('upp-upp-vtp', body.verifiedTime) +
      items.interval('upp-upp-ght', body.validityTimePeriod.start ?? '', body.validityTimePeriod.end) +
      items.text('upp-upp-kom', body.alertInformationComment) +
      items.text('upp-upp-ksb', relations[0]?.relationComment) +
      items.time('upp-upp-itp', body.obsoleteTime) +
      items.text('upp-upp-kin', body.obsoleteComment) +
      alertContent(form, body),
  );
}

function alertContent(form: TypeForm, body: AlertInformation['alertInformationBody']): string {
  const items = elementWriter(form, 'items');
  const parts = elementWriter(form, 'parts');
  const infection = body.communicableDisease;
  return (
    hypersensitivity(form, body.hypersensitivity) +
    items.concept('upp-uas-sjd', body.seriousDisease?.disease) +
    items.text('upp-ube-beh', body.treatment?.treatmentDescription) +
    (body.treatment?.pharmaceuticalTreatment ?? []).map((drug) => items.concept('upp-ube-lbe', drug)).join('') +
    items.concept('upp-ube-kod', body.treatment?.treatmentCode) +
    items.cluster(
      'upp-arb-smf',
      parts.concept('upp-arb-smf-sjd', infection?.communicableDiseaseCode) +
        parts.concept('upp-arb-smf-vag', infection?.routeOfTransmission),
    ) +
    items.text('upp-vbe-vbe', body.restrictionOfCare?.restrictionOfCareComment) +
    items.text('upp-est-rub', body.unstructuredAlertInformation?.unstructuredAlertInformationHeading) +
    items.text('upp-est-inh', body.unstructuredAlertInformation?.unstructuredAlertInformationContent)
  );
}

function hypersensitivity(
  form: TypeForm,
  content: AlertInformation['alertInformationBody']['hypersensitivity'],
): string {
  const items = elementWriter(form, 'items');
  const parts = elementWriter(form, 'parts');
  const drug = content?.pharmaceuticalHypersensitivity;
  const other = content?.otherHypersensitivity;
  return (
    items.concept('upp-okh-typ', content?.typeOfHypersensitivity) +
    items.concept('upp-okh-avg', content?.degreeOfSeverity) +
    items.concept('upp-okh-vhg', content?.degreeOfCertainty) +
    items.cluster(
      'upp-okh-lmo',
      parts.concept('upp-okh-lmo-sub', drug?.atcSubstance) +
        parts.text('upp-okh-lmo-sea', drug?.nonATCSubstance) +
        parts.text('upp-okh-lmo-eak', drug?.nonATCSubstanceComment) +
        (drug?.pharmaceuticalProductId ?? []).map((product) => parts.concept('upp-okh-lmo-lmp', product)).join(''),
    ) +
    items.cluster(
      'upp-okh-aok',
      parts.text('upp-okh-aok-age', other?.hypersensitivityAgent) +
        parts.concept('upp-okh-aok-agk', other?.hypersensitivityAgentCode),
    )
  );
}
