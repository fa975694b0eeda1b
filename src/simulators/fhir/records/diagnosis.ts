import type { Condition, Extension } from 'fhir/r4';
import type { Diagnosis } from '../../../contracts/index.ts';
import { concept, hl7, inera, localIdentifier, system } from '../codes.ts';
import { recordId, type Subject } from '../ids.ts';
import { authorOf, encounterReference, meta, signerOf, subjectReference } from '../parts.ts';
import { type FhirRecord, recordOf } from '../record.ts';
import { dateTime } from '../time.ts';

/** A diagnosis as SEEHDSConditionDiagnosis (national guide). */
export function diagnosisRecord(
  { diagnosisHeader: header, diagnosisBody: body }: Diagnosis,
  subject: Subject,
): FhirRecord {
  const author = authorOf(header.accountableHealthcareProfessional);
  const asserter = signerOf(header.legalAuthenticator);
  const isMain = body.typeOfDiagnosis === 'Huvuddiagnos';
  const condition: Condition = {
    resourceType: 'Condition',
    id: recordId(subject, header.documentId),
    meta: meta(
      'SEEHDSConditionDiagnosis',
      header.approvedForPatient,
      header.accountableHealthcareProfessional.authorTime,
    ),
    ...(author.contained && { contained: author.contained }),
    extension: extensionsOf(header, body),
    identifier: [localIdentifier(header.documentId)],
    verificationStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }],
    },
    category: [
      { coding: [{ system: system.diagnosisType, code: isMain ? 'HD' : 'BY', display: body.typeOfDiagnosis }] },
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'encounter-diagnosis' }] },
    ],
    code: body.diagnosisCode ? concept(body.diagnosisCode) : { text: 'Diagnoskod saknas' },
    subject: subjectReference(subject),
    ...(header.careContactId && { encounter: encounterReference(localIdentifier(header.careContactId)) }),
    ...(body.diagnosisTime && { onsetDateTime: dateTime(body.diagnosisTime) }),
    recordedDate: dateTime(header.accountableHealthcareProfessional.authorTime),
    ...(author.reference && { recorder: author.reference }),
    ...(asserter && { asserter }),
  };
  return recordOf(header.accountableHealthcareProfessional, condition);
}

function extensionsOf(header: Diagnosis['diagnosisHeader'], body: Diagnosis['diagnosisBody']): Extension[] {
  const signed = header.legalAuthenticator?.signatureTime;
  const related = (body.relatedDiagnosis ?? []).map(({ documentId }) => ({
    url: hl7('condition-related'),
    valueReference: { type: 'Condition', identifier: localIdentifier(documentId) },
  }));
  return [
    ...(signed ? [{ url: hl7('condition-assertedDate'), valueDateTime: dateTime(signed) }] : []),
    ...(body.chronicDiagnosis === undefined
      ? []
      : [{ url: inera('condition-chronic-diagnosis'), valueBoolean: body.chronicDiagnosis }]),
    ...related,
  ];
}
