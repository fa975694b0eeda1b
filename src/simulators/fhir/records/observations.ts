import type { Observation } from 'fhir/r4';
import { hsaIdOf, type ObservationGroup } from '../../../contracts/index.ts';
import { coded, concept, identifierOf, page, system } from '../codes.ts';
import { recordId, type Subject } from '../ids.ts';
import { authorElsewhere, meta, type Professional, subjectReference } from '../parts.ts';
import { quantity } from '../quantity.ts';
import { type FhirRecord, recordOf } from '../record.ts';
import { dateTime, utc } from '../time.ts';

/** SNOMED codes of the growth agreement, with what the world calls them. */
const growth: Readonly<Record<string, string>> = {
  '1153637007': '8302-2',
  '27113001': '29463-7',
  '363812007': '9843-4',
};

/** Measurements and findings of one occasion, an Observation each. */
export function observationsRecord(group: ObservationGroup, subject: Subject): FhirRecord {
  const [first] = group.observation ?? [];
  const professional = professionalOf(group, first?.registrationTime ?? first?.time?.start?.value ?? '');
  return recordOf(
    professional,
    ...(group.observation ?? []).map((one) => observationOf(group, one, professional, subject)),
  );
}

type Observed = NonNullable<ObservationGroup['observation']>[number];

function observationOf(
  { legalAuthenticator: signed }: ObservationGroup,
  one: Observed,
  professional: Professional,
  subject: Subject,
): Observation {
  const performer = authorElsewhere(professional).reference;
  const loinc = growth[one.type.code ?? ''];
  const type = concept(one.type);
  const { start, end } = one.time ?? {};
  return {
    resourceType: 'Observation',
    id: recordId(subject, one.id?.extension ?? ''),
    meta: meta(loinc ? 'SEEHDSObservationGrowth' : 'SEEHDSObservationBase', one.approvedForPatient, start?.value),
    ...(signed && { extension: [{ url: page('assertedDate'), valueDateTime: dateTime(signed.time.value) }] }),
    ...(one.id && { identifier: [identifierOf(one.id)] }),
    status: 'final',
    ...(loinc && { category: [coded(system.observationCategory, 'vital-signs')] }),
    code: loinc ? { ...type, coding: [...(type.coding ?? []), { system: system.loinc, code: loinc }] } : type,
    subject: subjectReference(subject),
    ...(start && end && start.value !== end.value
      ? { effectivePeriod: { start: dateTime(start.value), end: dateTime(end.value) } }
      : start && { effectiveDateTime: dateTime(start.value) }),
    ...(one.registrationTime && { issued: utc(one.registrationTime) }),
    ...(performer && { performer: [performer] }),
    ...(one.value.pq && { valueQuantity: quantity(one.value.pq) }),
    ...(one.value.cv && { valueCodeableConcept: concept(one.value.cv) }),
    ...(one.description && { note: [{ text: one.description }] }),
  };
}

/** Who performed, told as the header of the other contracts has it. */
function professionalOf({ performerRole: role }: ObservationGroup, authorTime: string): Professional {
  const person = role?.person?.id && hsaIdOf(role.person.id);
  const unit = role?.careUnit && hsaIdOf(role.careUnit.id);
  const provider = role?.careUnit && hsaIdOf(role.careUnit.careGiver.id);
  return {
    authorTime,
    ...(person && { healthcareProfessionalHSAId: person }),
    ...(role?.person?.name && { healthcareProfessionalName: role.person.name }),
    ...(role && { healthcareProfessionalRoleCode: role.code }),
    ...(unit && { healthcareProfessionalOrgUnit: { orgUnitHSAId: unit, orgUnitName: role?.careUnit?.name ?? unit } }),
    ...(unit && { healthcareProfessionalCareUnitHSAId: unit }),
    ...(provider && { healthcareProfessionalCareGiverHSAId: provider }),
  };
}
