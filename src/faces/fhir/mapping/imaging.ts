import type { Attachment, CodeableConcept, DiagnosticReport, Extension, ServiceRequest } from 'fhir/r4';
import { type BridgeRecord, getImagingOutcome1, type ImagingOutcome } from '../../../contracts/index.ts';
import type { MappingContext } from './context.ts';
import { codeableConcept, dateTime, localIdentifier, present, text } from './data-types.ts';
import { own } from './extensions.ts';
import { asserterOf, authorOf, beginningOf, encounterOf } from './header.ts';
import { imagingStudyOf } from './imaging-study.ts';
import { narrative, readableTime } from './narrative.ts';
import { professionalOf } from './professional.ts';
import { quantityOf } from './quantity.ts';
import { recordMapping, withdrawalReason } from './record-mapping.ts';
import { systems } from './systems.ts';

type Body = ImagingOutcome['imagingOutcomeBody'];

const statuses: Readonly<Record<Body['typeOfResult'], DiagnosticReport['status']>> = {
  PREL: 'preliminary',
  DEF: 'final',
  TILL: 'amended',
};
const imagingReport: CodeableConcept = {
  coding: [{ system: systems.loinc, code: '18748-4', display: 'Diagnostic imaging study' }],
  text: 'Bilddiagnostik',
};

/** GetImagingOutcome 1 → DiagnosticReport (SEEHDSDiagnosticReportImaging) and an ImagingStudy for each recording. */
export const imaging = recordMapping<ImagingOutcome>(getImagingOutcome1, (record, context) => {
  const studies = (record.data.imagingOutcomeBody.imageRecording ?? []).map((recording, index) =>
    imagingStudyOf(recording, record, String(index), context),
  );
  return {
    resources: [
      reportOf(
        record,
        studies.map(({ id }) => `ImagingStudy/${id}`),
        context,
      ),
      ...studies,
    ],
    withdrawnBecause: withdrawalReason(record.data.imagingOutcomeHeader),
  };
});

function reportOf(
  record: BridgeRecord<ImagingOutcome>,
  studies: readonly string[],
  context: MappingContext,
): DiagnosticReport {
  const { imagingOutcomeHeader: header, imagingOutcomeBody: body } = record.data;
  const professional = header.accountableHealthcareProfessional;
  const author = authorOf(header, context);
  const signer = asserterOf(header, context);
  const code = body.examinationSpeciality ? codeableConcept(body.examinationSpeciality) : imagingReport;
  const report = [text(body.resultReport), text(body.resultComment)].filter(Boolean).join('\n');
  return {
    resourceType: 'DiagnosticReport',
    ...beginningOf('DiagnosticReportImaging', record.header, [professional.healthcareProfessionalOrgUnit], context),
    text: narrative(code.text ?? 'Bilddiagnostik', [
      ['Svarat', readableTime(body.resultTime)],
      ['Utlåtande', report || undefined],
      ['Makulerad', header.nullified ? (text(header.nullifiedReason) ?? 'ja') : undefined],
    ]),
    contained: present(...author.contained, referralOf(body, context)),
    extension: present<Extension>(
      own('document-title', { valueString: text(header.documentTitle) }),
      own('signature-time', { valueDateTime: dateTime(header.legalAuthenticator?.signatureTime) }),
      own('nullified-reason', { valueString: header.nullified ? text(header.nullifiedReason) : undefined }),
      ...(body.radiationDose ?? []).map((dose) => own('radiation-dose', { valueQuantity: quantityOf(dose) })),
      own('patient-weight', { valueQuantity: quantityOf(body.patientData?.patientWeight) }),
      own('patient-length', { valueQuantity: quantityOf(body.patientData?.patientLength) }),
    ),
    basedOn: body.referral ? [{ reference: '#referral' }] : undefined,
    status: header.nullified ? 'entered-in-error' : statuses[body.typeOfResult],
    category: [{ coding: [{ system: systems.diagnosticService, code: 'RAD', display: 'Radiology' }] }],
    code,
    subject: context.patient,
    encounter: encounterOf({ careContactId: text(header.careContactId) ?? text(body.referral?.careContactId) ?? '' }),
    effectiveDateTime: dateTime(body.resultTime),
    issued: dateTime(header.documentTime) ?? dateTime(professional.authorTime),
    performer: present(author.reference),
    resultsInterpreter: present(signer),
    imagingStudy: present(...studies.map((reference) => ({ reference }))),
    conclusion: report || undefined,
    presentedForm: present(...imagesOf(body)),
  };
}

/** Where the images are; their bytes never travel inside the report. */
function imagesOf(body: Body): (Attachment | undefined)[] {
  return (body.imageRecording ?? []).flatMap(({ imageDicomData = [], imageStructuredData = [] }) => [
    ...imageDicomData.map(({ dicomReference }) => elsewhere('application/dicom', dicomReference)),
    ...imageStructuredData.map(({ imageData }) => elsewhere(imageData.mediaType, imageData.reference)),
  ]);
}

function elsewhere(contentType: string, reference: string | undefined): Attachment | undefined {
  const url = text(reference);
  return url ? { contentType, url } : undefined;
}

function referralOf({ referral }: Body, context: MappingContext): ServiceRequest | undefined {
  if (!referral) return undefined;
  const { reference } = professionalOf(referral.accountableHealthcareProfessional, context);
  const reason = text(referral.referralReason);
  const anamnesis = text(referral.anamnesis);
  return {
    resourceType: 'ServiceRequest',
    id: 'referral',
    extension: present(own('attested-time', { valueDateTime: dateTime(referral.attested?.signatureTime) })),
    identifier: [localIdentifier(referral.referralId)],
    status: 'unknown',
    intent: 'order',
    subject: context.patient,
    authoredOn: dateTime(referral.accountableHealthcareProfessional.authorTime),
    // A contained resource contains none: whoever asked is named, not described.
    requester: reference && { type: 'PractitionerRole', identifier: reference.identifier, display: reference.display },
    reasonCode: reason ? [{ text: reason }] : undefined,
    note: anamnesis ? [{ text: anamnesis }] : undefined,
  };
}
