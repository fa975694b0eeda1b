import type { CodeableConcept, Extension, Flag } from 'fhir/r4';
import type { AlertInformation, BridgeRecord } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { codeableConcept, isPast, period, present, text, words } from './data-types.ts';
import { flagExtensions } from './flag-extensions.ts';
import { authorOf, beginningOf, encounterOf } from './header.ts';
import { type AlertBody, agentOf } from './hypersensitivity.ts';
import { narrative, readableTime } from './narrative.ts';
import { standardExtensions, systems } from './systems.ts';

/** GetAlertInformation 2 → Flag (SEEHDSFlag). Every alert has one; which kind it is, its body tells and not its code. */
export function mapAlert(record: BridgeRecord<AlertInformation>, context: MappingContext): Flag {
  const { alertInformationHeader: header, alertInformationBody: body } = record.data;
  const author = authorOf(header, context);
  const type = codeableConcept(body.typeOfAlertInformation, systems.alertType);
  const code = codeOf(body, type);
  const end = earliest(body.validityTimePeriod.end, body.obsoleteTime);
  const comment = commentOf(body);
  const detail: Extension | undefined = body.hypersensitivity && {
    url: standardExtensions.flagDetail,
    valueReference: { reference: `AllergyIntolerance/${context.idOf('AllergyIntolerance', record.header)}` },
  };
  return {
    resourceType: 'Flag',
    ...beginningOf(
      'Flag',
      record.header,
      [header.accountableHealthcareProfessional.healthcareProfessionalOrgUnit],
      context,
    ),
    text: narrative(`Uppmärksamhetsinformation: ${code.text ?? code.coding?.[0]?.code ?? 'ej angiven'}`, [
      ['Typ', type.text ?? type.coding?.[0]?.code],
      ['Kommentar', comment],
      ['Gäller från', readableTime(body.validityTimePeriod.start)],
      ['Gäller till', readableTime(end)],
      ['Makulerad', header.nullified ? 'ja' : undefined],
    ]),
    contained: present(...author.contained),
    extension: present(detail, ...flagExtensions(header, body, comment, context)),
    status: header.nullified ? 'entered-in-error' : isPast(body.obsoleteTime, context.now) ? 'inactive' : 'active',
    category: present(
      type,
      body.hypersensitivity?.typeOfHypersensitivity && codeableConcept(body.hypersensitivity.typeOfHypersensitivity),
    ),
    code,
    subject: context.patient,
    period: period(body.validityTimePeriod.start, end),
    encounter: encounterOf(header),
    author: author.reference,
  };
}

/** Never empty, and never without text where the contract has words. */
function codeOf(body: AlertBody, type: CodeableConcept): CodeableConcept {
  const { hypersensitivity, seriousDisease, treatment, communicableDisease, restrictionOfCare } = body;
  if (hypersensitivity) return agentOf(hypersensitivity);
  if (seriousDisease) return codeableConcept(seriousDisease.disease);
  if (communicableDisease) return codeableConcept(communicableDisease.communicableDiseaseCode);
  if (treatment) {
    const coding = treatment.treatmentCode && codeableConcept(treatment.treatmentCode).coding;
    return { coding, ...words(treatment.treatmentDescription, 'Behandling, ej beskriven') };
  }
  if (restrictionOfCare) return words(restrictionOfCare.restrictionOfCareComment, 'Vårdbegränsning, ej beskriven');
  return words(
    body.unstructuredAlertInformation?.unstructuredAlertInformationHeading,
    type.text ?? 'Uppmärksamhetsinformation, ej angiven',
  );
}

function commentOf(body: AlertBody): string | undefined {
  const obsolete = text(body.obsoleteComment);
  const parts = [
    text(body.alertInformationComment),
    text(body.unstructuredAlertInformation?.unstructuredAlertInformationContent),
    obsolete && `Inaktiveringskommentar: ${obsolete}`,
  ];
  return parts.filter(Boolean).join('\n') || undefined;
}

function earliest(one: string | undefined, other: string | undefined): string | undefined {
  if (!one || !other) return one ?? other;
  return one < other ? one : other;
}
