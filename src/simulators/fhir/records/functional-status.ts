import type { Annotation, Condition } from 'fhir/r4';
import type { FunctionalStatusAssessment } from '../../../contracts/index.ts';
import { coded, concept, hl7, system } from '../codes.ts';
import { beginningOf } from '../header.ts';
import type { Subject } from '../ids.ts';
import { authorOf, signerOf, subjectReference } from '../parts.ts';
import { type FhirRecord, recordOf } from '../record.ts';
import { dateTime } from '../time.ts';

/** What a patient manages, or a function that is impaired, as SEEHDSConditionFunctional (national guide). */
export function functionalStatusRecord(item: FunctionalStatusAssessment, subject: Subject): FhirRecord {
  const { functionalStatusAssessmentHeader: header, functionalStatusAssessmentBody: body } = item;
  const professional = header.accountableHealthcareProfessional;
  const author = authorOf(professional);
  const asserter = signerOf(header.legalAuthenticator);
  const asserted = header.legalAuthenticator?.signatureTime ?? header.documentTime;
  const note = notesOf(body);
  const condition: Condition = {
    resourceType: 'Condition',
    ...beginningOf(header, subject, 'SEEHDSConditionFunctional'),
    ...(author.contained && { contained: author.contained }),
    ...(asserted && { extension: [{ url: hl7('condition-assertedDate'), valueDateTime: dateTime(asserted) }] }),
    clinicalStatus: coded('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active'),
    verificationStatus: coded('http://terminology.hl7.org/CodeSystem/condition-ver-status', 'confirmed'),
    category: [coded(system.conditionCategory, body.assessmentCategory)],
    code: body.disability ? concept(body.disability.disabilityAssessment) : { text: 'PADL-bedömning' },
    subject: subjectReference(subject),
    recordedDate: dateTime(professional.authorTime),
    ...(author.reference && { recorder: author.reference }),
    ...(asserter && { asserter }),
    ...(note.length > 0 && { note }),
  };
  return recordOf(professional, condition);
}

function notesOf(body: FunctionalStatusAssessment['functionalStatusAssessmentBody']): Annotation[] {
  const { comment, padl = [], disability } = body;
  const activities = padl.map(
    ({ typeOfAssessment: type, assessment }) => `${type.originalText ?? type.displayName}: ${assessment}`,
  );
  return [comment, ...activities, disability?.comment].filter((text) => text !== undefined).map((text) => ({ text }));
}
