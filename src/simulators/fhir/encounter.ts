import type { Encounter } from 'fhir/r4';
import type { CareContact } from '../../contracts/index.ts';
import { localIdentifier, system } from './codes.ts';
import { authorOf, meta, organizationOf, type Subject, subjectReference, unitReference } from './parts.ts';
import { dateTime } from './time.ts';

const kinds = {
  1: { display: 'Besök', actCode: 'AMB' },
  2: { display: 'Telefonkontakt', actCode: 'VR' },
  3: { display: 'Vårdtillfälle', actCode: 'IMP' },
  4: { display: 'Dagsjukvård', actCode: 'SS' },
  5: { display: 'Annan', actCode: undefined },
} as const;

const statuses = { 1: 'planned', 2: 'cancelled', 3: 'in-progress', 4: 'finished', 5: 'finished' } as const;

/** A care contact as SEEHDSEncounter (national guide; the integers of GetCareContacts 2). */
export function encounterOf(
  { careContactHeader: header, careContactBody: body }: CareContact,
  subject: Subject,
  id: string,
): Encounter {
  const professional = header.accountableHealthcareProfessional;
  const author = authorOf(professional);
  const unit = body.careContactOrgUnit;
  const kind = body.careContactCode && kinds[body.careContactCode];
  const { start, end } = body.careContactTimePeriod;
  const isOwnUnit = professional?.healthcareProfessionalOrgUnit.orgUnitHSAId === unit.orgUnitHSAId;
  const place = isOwnUnit ? 'org1' : 'org2';
  return {
    resourceType: 'Encounter',
    id,
    meta: meta('SEEHDSEncounter', header.approvedForPatient, professional?.authorTime),
    contained: isOwnUnit ? author.contained : [...author.contained, organizationOf(unit, place)],
    identifier: [localIdentifier(header.documentId)],
    status: body.careContactStatus ? statuses[body.careContactStatus] : 'unknown',
    class: kind
      ? { system: system.contactType, code: String(body.careContactCode), display: kind.display }
      : { system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', code: 'UNK' },
    ...(kind?.actCode && { type: [{ coding: [{ system: system.actCode, code: kind.actCode }], text: kind.display }] }),
    subject: subjectReference(subject),
    ...(author.reference && { participant: [{ individual: author.reference }] }),
    period: { start: dateTime(start), ...(end && { end: dateTime(end) }) },
    ...(body.careContactReason && { reasonCode: [{ text: body.careContactReason }] }),
    serviceProvider: unitReference(unit, place),
  };
}
