import type { Observation, ObservationComponent } from 'fhir/r4';
import {
  type BridgeRecord,
  getMaternityMedicalHistory2,
  type MaternityMedicalRecord,
} from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { dateTime, localIdentifier, present } from './data-types.ts';
import { own } from './extensions.ts';
import { asserterOf, authorOf, beginningOf, encounterOf } from './header.ts';
import { checkupComponents, postDeliveryComponents, registrationComponents } from './maternity-components.ts';
import { narrative, readableTime } from './narrative.ts';
import { recordMapping, withdrawalReason } from './record-mapping.ts';
import { systems } from './systems.ts';

type Section = 'registration' | 'checkup' | 'post-delivery';

const titles: Readonly<Record<Section, string>> = {
  registration: 'Inskrivning i mödrahälsovården',
  checkup: 'Graviditetskontroll',
  'post-delivery': 'Efter förlossningen',
};

/** GetMaternityMedicalHistory 2 → one Observation for each filled section (SEEHDSObservationMaternity). */
export const maternity = recordMapping<MaternityMedicalRecord>(getMaternityMedicalHistory2, (record, context) => ({
  resources: sectionsOf(record).map(([section, components]) => mapSection(record, section, components, context)),
  withdrawnBecause: withdrawalReason(record.data.maternityMedicalRecordHeader),
}));

function sectionsOf(record: BridgeRecord<MaternityMedicalRecord>): [Section, ObservationComponent[]][] {
  const { registrationRecord, pregnancyCheckupRecord, postDeliveryRecord } = record.data.maternityMedicalRecordBody;
  const sections: [Section, ObservationComponent[] | undefined][] = [
    ['registration', registrationRecord && registrationComponents(registrationRecord)],
    ['checkup', pregnancyCheckupRecord && checkupComponents(pregnancyCheckupRecord)],
    ['post-delivery', postDeliveryRecord && postDeliveryComponents(postDeliveryRecord)],
  ];
  return sections.flatMap(([section, components]) => (components ? [[section, components]] : []));
}

function mapSection(
  record: BridgeRecord<MaternityMedicalRecord>,
  section: Section,
  components: readonly ObservationComponent[],
  context: MappingContext,
): Observation {
  const { maternityMedicalRecordHeader: header } = record.data;
  const professional = header.accountableHealthcareProfessional;
  const author = authorOf(header, context);
  const start = beginningOf(
    'ObservationMaternity',
    record.header,
    [professional.healthcareProfessionalOrgUnit],
    context,
    section,
  );
  return {
    resourceType: 'Observation',
    ...start,
    identifier: [localIdentifier(`${record.header.documentId}#${section}`), ...start.identifier],
    text: narrative(titles[section], [
      ['Datum', readableTime(professional.authorTime)],
      ...components.map((one) => [one.code.text ?? '', readable(one)] as const),
      ['Makulerad', header.nullified ? 'ja' : undefined],
    ]),
    contained: present(...author.contained),
    extension: present(
      own('legal-authenticator', { valueReference: asserterOf(header, context) }),
      own('asserted-date', { valueDateTime: dateTime(header.legalAuthenticator?.signatureTime) }),
    ),
    status: header.nullified ? 'entered-in-error' : 'final',
    category: context.generation.staticObservationCategories
      ? [{ coding: [{ system: systems.observationCategory, code: 'survey', display: 'Survey' }] }]
      : undefined,
    code: { coding: [{ system: systems.maternitySection, code: section, display: titles[section] }] },
    subject: context.patient,
    encounter: encounterOf(header),
    effectiveDateTime: dateTime(professional.authorTime),
    issued: dateTime(header.documentTime),
    performer: present(author.reference),
    dataAbsentReason:
      components.length === 0
        ? { coding: [{ system: systems.dataAbsentReason, code: 'unknown', display: 'Unknown' }] }
        : undefined,
    component: present(...components),
  };
}

function readable(part: ObservationComponent): string | undefined {
  if (part.valueQuantity) {
    const { value, unit } = part.valueQuantity;
    return `${JSON.stringify(value)} ${unit ?? ''}`.trim();
  }
  if (part.valueBoolean !== undefined) return part.valueBoolean ? 'ja' : 'nej';
  return part.valueDateTime ?? part.valueString ?? part.valueCodeableConcept?.text ?? part.valueInteger?.toString();
}
