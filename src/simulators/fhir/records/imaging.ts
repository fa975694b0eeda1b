import { createHash } from 'node:crypto';
import type { Attachment, DiagnosticReport, Extension, ImagingStudy, ServiceRequest } from 'fhir/r4';
import type { ImagingOutcome } from '../../../contracts/index.ts';
import { coded, concept, identifierOf, localIdentifier, page, system } from '../codes.ts';
import { beginningOf, besideId, metaOf } from '../header.ts';
import type { Subject } from '../ids.ts';
import { authorOf, signerOf, subjectReference } from '../parts.ts';
import { quantity } from '../quantity.ts';
import { type FhirRecord, recordOf } from '../record.ts';
import { dateTime, utc } from '../time.ts';

type Header = ImagingOutcome['imagingOutcomeHeader'];
type Body = ImagingOutcome['imagingOutcomeBody'];
type Recording = NonNullable<Body['imageRecording']>[number];

const statuses = { PREL: 'preliminary', DEF: 'final', TILL: 'appended' } as const;

/** An answer from radiology as SEEHDSDiagnosticReportImaging, with an ImagingStudy for each examination. */
export function imagingRecord(item: ImagingOutcome, subject: Subject): FhirRecord {
  const { imagingOutcomeHeader: header, imagingOutcomeBody: body } = item;
  const studies = (body.imageRecording ?? []).map((recording, index) => studyOf(header, recording, index, subject));
  return recordOf(header.accountableHealthcareProfessional, reportOf(header, body, studies, subject), ...studies);
}

function reportOf(header: Header, body: Body, studies: readonly ImagingStudy[], subject: Subject): DiagnosticReport {
  const author = authorOf(header.accountableHealthcareProfessional);
  const signer = signerOf(header.legalAuthenticator);
  const request = body.referral && requestOf(body.referral, subject);
  const contained = [...(author.contained ?? []), ...(request ? [request] : [])];
  const extension = extensionsOf(header, body);
  const pictures = (body.imageRecording ?? []).flatMap(picturesOf);
  return {
    resourceType: 'DiagnosticReport',
    ...beginningOf(header, subject, 'SEEHDSDiagnosticReportImaging'),
    ...(contained.length > 0 && { contained }),
    ...(extension.length > 0 && { extension }),
    ...(body.referral && {
      basedOn: [{ reference: '#remiss', identifier: localIdentifier(body.referral.referralId) }],
    }),
    status: statuses[body.typeOfResult],
    category: [coded(system.section, 'RAD')],
    code: body.examinationSpeciality
      ? concept(body.examinationSpeciality)
      : coded(system.loinc, '18748-4', 'Bilddiagnostik'),
    subject: subjectReference(subject),
    effectiveDateTime: dateTime(body.resultTime),
    issued: utc(header.documentTime ?? header.accountableHealthcareProfessional.authorTime),
    ...(author.reference && { performer: [author.reference] }),
    ...(signer && { resultsInterpreter: [signer] }),
    ...(studies.length > 0 && { imagingStudy: studies.map(({ id }) => ({ reference: `ImagingStudy/${id}` })) }),
    conclusion: [body.resultReport, body.resultComment].filter(Boolean).join('\n'),
    ...(pictures.length > 0 && { presentedForm: pictures }),
  };
}

function extensionsOf({ legalAuthenticator: signed }: Header, { radiationDose = [] }: Body): Extension[] {
  return [
    ...(signed ? [{ url: page('signatureTime'), valueDateTime: dateTime(signed.signatureTime) }] : []),
    ...radiationDose.map((dose) => ({ url: page('radiationDose'), valueQuantity: quantity(dose) })),
  ];
}

function requestOf(referral: NonNullable<Body['referral']>, subject: Subject): ServiceRequest {
  const { anamnesis, accountableHealthcareProfessional: asked } = referral;
  const requester =
    asked &&
    signerOf({
      signatureTime: asked.authorTime,
      ...(asked.healthcareProfessionalHSAId && { legalAuthenticatorHSAId: asked.healthcareProfessionalHSAId }),
      ...(asked.healthcareProfessionalName && { legalAuthenticatorName: asked.healthcareProfessionalName }),
    });
  return {
    resourceType: 'ServiceRequest',
    id: 'remiss',
    identifier: [localIdentifier(referral.referralId)],
    status: 'completed',
    intent: 'order',
    subject: subjectReference(subject),
    ...(asked && { authoredOn: dateTime(asked.authorTime) }),
    ...(requester && { requester }),
    ...(referral.referralReason && { reasonCode: [{ text: referral.referralReason }] }),
    ...(anamnesis && { note: [{ text: anamnesis }] }),
  };
}

const picturesOf = ({ imageStructuredData = [] }: Recording): Attachment[] =>
  imageStructuredData.flatMap(({ imageData: { mediaType, reference } }) =>
    reference ? [{ contentType: mediaType, url: reference }] : [],
  );

const modalities: Readonly<Record<string, string>> = {
  Röntgen: 'DX',
  Datortomografi: 'CT',
  Ultraljud: 'US',
  Magnetkamera: 'MR',
};
const dicom = 'http://dicom.nema.org/resources/ontology/DCM';

function studyOf(header: Header, recording: Recording, index: number, subject: Subject): ImagingStudy {
  const id = besideId(header, subject, `bild${index + 1}`);
  const { recordingId, examinationTimePeriod: period, examinationUnit, numberOfImages, modalityData } = recording;
  const kind = modalityData?.typeOfModality;
  const modality = { system: dicom, code: modalities[kind ?? ''] ?? 'OT', ...(kind && { display: kind }) };
  return {
    resourceType: 'ImagingStudy',
    id,
    meta: metaOf(header, 'SEEHDSImagingStudy'),
    ...(period.end && { extension: [{ url: page('examinationEndTime'), valueDateTime: dateTime(period.end) }] }),
    ...(recordingId && { identifier: [identifierOf(recordingId)] }),
    status: recording.examinationStatus === 'Avklarad' ? 'available' : 'registered',
    modality: [modality],
    subject: subjectReference(subject),
    ...(period.start && { started: dateTime(period.start) }),
    ...(numberOfImages !== undefined && { numberOfInstances: Number(numberOfImages) }),
    procedureCode: [concept(recording.examinationActivity)],
    ...(examinationUnit && { location: { display: examinationUnit } }),
    ...seriesOf(recording, id, modality),
  };
}

function seriesOf(
  { imageDicomData = [], imageStructuredData: [picture] = [] }: Recording,
  id: string,
  modality: NonNullable<ImagingStudy['modality']>[number],
): Pick<ImagingStudy, 'series'> {
  if (imageDicomData.length === 0) return {};
  const part = picture?.bodyPartExamined && concept(picture.bodyPartExamined).coding?.[0];
  return {
    series: [
      {
        uid: uidOf(`${id}-serie`),
        modality,
        ...(part && { bodySite: part }),
        ...(picture?.imageCreationTime && { started: dateTime(picture.imageCreationTime) }),
        instance: imageDicomData.map(({ dicomSOP }, index) => ({
          uid: uidOf(`${id}-${index}`),
          sopClass: { system: 'urn:ietf:rfc:3986', code: `urn:oid:${dicomSOP}` },
        })),
      },
    ],
  };
}

/** A DICOM identifier of the form that UUIDs have, always the same for the same picture. */
function uidOf(name: string): string {
  return `2.25.${BigInt(`0x${createHash('sha256').update(name).digest('hex').slice(0, 30)}`)}`;
}
