import type { Encounter } from 'fhir/r4';
import type { CareContact3 } from '../../../contracts/index.ts';
import { localIdentifier, system } from '../codes.ts';
import { recordId, type Subject } from '../ids.ts';
import { authorOf, meta, organizationOf, subjectReference, unitReference } from '../parts.ts';
import { type FhirRecord, recordOf } from '../record.ts';
import { dateTime } from '../time.ts';

const actCodes: Readonly<Record<string, string>> = { 1: 'AMB', 2: 'VR', 3: 'IMP', 4: 'SS' };

/** SNOMED CT SE, subset 53761000052103. */
const statuses: Readonly<Record<string, Encounter['status']>> = {
  '53631000052103': 'planned',
  '53641000052109': 'cancelled',
  '53651000052107': 'in-progress',
  '53661000052105': 'finished',
  '53671000052101': 'finished',
};

/** A care contact as SEEHDSEncounter (national guide; the codes of GetCareContacts 3). */
export function careContactRecord(item: CareContact3, subject: Subject): FhirRecord {
  const { careContactHeader: header, careContactBody: body } = item;
  const professional = header.accountableHealthcareProfessional;
  const author = authorOf(professional);
  const { careContactCode: kind, careContactStatus: status, careContactTimePeriod: period } = body;
  const actCode = actCodes[kind?.code ?? ''];
  const encounter: Encounter = {
    resourceType: 'Encounter',
    id: recordId(subject, header.documentId),
    meta: meta('SEEHDSEncounter', header.approvedForPatient, professional?.authorTime),
    identifier: [localIdentifier(header.documentId)],
    status: statuses[status?.code ?? ''] ?? 'unknown',
    class: kind?.code
      ? { system: system.contactType, code: kind.code, ...(kind.displayName && { display: kind.displayName }) }
      : { system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', code: 'UNK' },
    ...(actCode && {
      type: [
        {
          coding: [{ system: system.actCode, code: actCode }],
          ...(kind?.displayName && { text: kind.displayName }),
        },
      ],
    }),
    subject: subjectReference(subject),
    ...(author.reference && { participant: [{ individual: author.reference }] }),
    period: {
      ...(period?.start && { start: dateTime(period.start) }),
      ...(period?.end && { end: dateTime(period.end) }),
    },
    ...(body.careContactReason && { reasonCode: [{ text: body.careContactReason }] }),
    ...placeOf(item, author.contained ?? []),
  };
  return recordOf(professional, encounter);
}

/** The unit where it takes place; it is contained twice only where it is not the author's. */
function placeOf(
  { careContactHeader: header, careContactBody: body }: CareContact3,
  contained: NonNullable<Encounter['contained']>,
): Pick<Encounter, 'contained' | 'serviceProvider'> {
  const unit = body.careContactOrgUnit;
  if (!unit) return contained.length > 0 ? { contained } : {};
  const own = header.accountableHealthcareProfessional?.healthcareProfessionalOrgUnit?.orgUnitHSAId;
  if (own === unit.orgUnitHSAId) return { contained, serviceProvider: unitReference(unit) };
  return { contained: [...contained, organizationOf(unit, 'org2')], serviceProvider: unitReference(unit, 'org2') };
}
