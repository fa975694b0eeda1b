import type { CodeableConcept, Observation, ObservationComponent } from 'fhir/r4';
import type { MaternityMedicalRecord } from '../../../contracts/index.ts';
import { coded, page, system } from '../codes.ts';
import { beginningOf } from '../header.ts';
import type { Subject } from '../ids.ts';
import { authorOf, subjectReference } from '../parts.ts';
import { type FhirRecord, recordOf } from '../record.ts';
import { dateTime, utc } from '../time.ts';
import { checkUpParts, postDeliveryParts, registrationParts } from './maternity-parts.ts';

type Body = MaternityMedicalRecord['maternityMedicalRecordBody'];

/** One of the three records of a pregnancy as SEEHDSObservationMaternity (national guide). */
export function maternityRecord(item: MaternityMedicalRecord, subject: Subject): FhirRecord {
  const { maternityMedicalRecordHeader: header, maternityMedicalRecordBody: body } = item;
  const professional = header.accountableHealthcareProfessional;
  const author = authorOf(professional);
  const signed = header.legalAuthenticator;
  const { section, component } = sectionOf(body);
  const observation: Observation = {
    resourceType: 'Observation',
    ...beginningOf(header, subject, 'SEEHDSObservationMaternity'),
    ...(author.contained && { contained: author.contained }),
    ...(signed && { extension: [{ url: page('assertedDate'), valueDateTime: dateTime(signed.signatureTime) }] }),
    status: 'final',
    code: section,
    subject: subjectReference(subject),
    effectiveDateTime: dateTime(professional.authorTime),
    issued: utc(header.documentTime ?? professional.authorTime),
    ...(author.reference && { performer: [author.reference] }),
    ...(component.length > 0 && { component }),
  };
  return recordOf(professional, observation);
}

function sectionOf(body: Body): { section: CodeableConcept; component: ObservationComponent[] } {
  const section = (code: string, text: string) => coded(system.maternitySection, code, text);
  if (body.registrationRecord)
    return {
      section: section('registration', 'Inskrivning i mödrahälsovård'),
      component: registrationParts(body.registrationRecord),
    };
  if (body.pregnancyCheckupRecord)
    return {
      section: section('checkup', 'Graviditetskontroll'),
      component: checkUpParts(body.pregnancyCheckupRecord),
    };
  const after = body.postDeliveryRecord;
  return {
    section: section('post-delivery', 'Efter förlossningen'),
    component: after ? postDeliveryParts(after) : [],
  };
}
