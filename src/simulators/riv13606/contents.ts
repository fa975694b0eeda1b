import type { AlertInformation, CareContact, Diagnosis } from '../../contracts/index.ts';
import { elementWriter, entry, type Link } from './record-components.ts';
import type { TypeForm } from './types.ts';

/** The one ENTRY of a composition, for each of the three information types (NPÖ 1.0, element codes). */

/** Records of years before this were never coded: they carry the diagnosis in the descriptive cluster. */
const codedSince = '2019';

/** A chronic main diagnosis cannot be said: 1.0 has one field for both, so that its chronicity is lost. */
export function diagnosisEntry(form: TypeForm, { diagnosisHeader: header, diagnosisBody: body }: Diagnosis): string {
  const items = elementWriter(form, 'items');
  const parts = elementWriter(form, 'parts');
  const code = body.diagnosisCode;
  const descriptive = code?.code === undefined || (body.diagnosisTime ?? '') < codedSince;
  const type = body.chronicDiagnosis && body.typeOfDiagnosis === 'Bidiagnos' ? 'Kronisk diagnos' : body.typeOfDiagnosis;
  return entry(
    form,
    { code: 'dia-dia' },
    diagnosisLinks(header.careContactId, body),
    (descriptive ? '' : items.concept('dia-dia-kod', code)) +
      items.text('dia-dia-typ', type) +
      // To the minute: 1.0 leaves out what is not known, the reader fills up with zeros.
      items.time('dia-dia-tid', body.diagnosisTime?.slice(0, 12)) +
      (descriptive
        ? items.cluster(
            'dia-dia-dbe',
            parts.text('dia-dia-dbe-kod', code?.code) +
              parts.text('dia-dia-dbe-txt', code?.displayName ?? code?.originalText),
          )
        : ''),
  );
}

function diagnosisLinks(careContactId: string | undefined, body: Diagnosis['diagnosisBody']): Link[] {
  const related = (body.relatedDiagnosis ?? []).map(({ documentId }) => ({ target: 'dia', targetId: documentId }));
  return careContactId === undefined ? related : [{ target: 'vko', targetId: careContactId }, ...related];
}

const contactTypes = { 1: 'Besök', 2: 'Telefon', 3: 'Vårdtillfälle', 4: 'Dagsjukvård', 5: 'Annan' } as const;
const contactStatuses = { 1: 'Ej påbörjad', 2: 'Inställd', 3: 'Pågående', 4: 'Avbruten', 5: 'Avslutad' } as const;

export function careContactEntry(form: TypeForm, { careContactBody: body }: CareContact): string {
  const items = elementWriter(form, 'items');
  return entry(
    form,
    { code: 'vko-vko' },
    [],
    items.text('vko-vko-typ', body.careContactCode && contactTypes[body.careContactCode]) +
      items.text('vko-vko-ors', body.careContactReason) +
      items.text('vko-vko-sta', body.careContactStatus && contactStatuses[body.careContactStatus]),
  );
}

export function alertEntry(form: TypeForm, { alertInformationBody: body }: AlertInformation): string {
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
