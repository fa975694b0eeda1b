import type { ImagingOutcome } from '../../contracts/get-imaging-outcome-1.ts';
import { equipmentLines, referralLines } from './examination.ts';
import { summaryHeader } from './header.ts';
import type { Body, Detail, Mark } from './item.ts';
import { resultMarks, resultTypes } from './result-types.ts';
import { attachment, coded, line, listed, period, prose, quantity, text, time, wordsOf } from './said.ts';
import type { Teller } from './told.ts';

type Recording = NonNullable<ImagingOutcome['imagingOutcomeBody']['imageRecording']>[number];

/** GetImagingOutcome 1: a report of diagnostic imaging. */
export const imaging: Teller<ImagingOutcome> = ({ imagingOutcomeHeader, imagingOutcomeBody: body }) => {
  const recordings = body.imageRecording ?? [];
  const examined = recordings.flatMap(({ examinationActivity }) => wordsOf(examinationActivity) ?? []);
  return [
    {
      header: summaryHeader(imagingOutcomeHeader),
      title: [...new Set(examined)].join(', ') || wordsOf(body.examinationSpeciality),
      term: 'imagingAnswer',
      summary: text(body.referral?.referralReason),
      time: recordings[0]?.examinationTimePeriod?.start ?? body.resultTime,
      marks: [...resultMarks(body.typeOfResult), ...recordings.map(statusMark)],
      details: [
        ...listed('typeOfResult', body.typeOfResult, resultTypes),
        ...time('answered', body.resultTime),
        ...coded('speciality', body.examinationSpeciality),
        ...recordings.flatMap(recordingLines),
        ...(body.radiationDose ?? []).flatMap((dose) => quantity('radiationDose', dose)),
        ...quantity('weight', body.patientData?.patientWeight),
        ...quantity('length', body.patientData?.patientLength),
        ...referralLines(body.referral),
      ],
      bodies: [
        ...prose('report', body.resultReport),
        ...prose('comment', body.resultComment),
        ...recordings.flatMap(imagesOf),
      ],
    },
  ];
};

function statusMark({ examinationStatus: status }: Recording): Mark | undefined {
  if (status === 'Makulerad') return 'withdrawn';
  if (status === 'Annullerad' || status === 'Avbruten') return 'cancelled';
  return status === 'Inaktuell' ? 'obsolete' : undefined;
}

function recordingLines(recording: Recording): readonly Detail[] {
  const about = { about: wordsOf(recording.examinationActivity) };
  return [
    ...coded('examination', recording.examinationActivity),
    ...period('examined', recording.examinationTimePeriod, about),
    ...line('status', recording.examinationStatus, about),
    ...line('examinedAt', recording.examinationUnit, { tellsPlace: true }),
    ...line('numberOfImages', recording.numberOfImages, about),
    ...equipmentLines(recording),
    ...(recording.imageStructuredData ?? []).flatMap((image) => [
      ...coded('bodySite', image.bodyPartExamined),
      ...line('contrastAgent', image.contrastAgentUsed),
      ...quantity('magneticField', image.magneticFieldStrength),
      ...quantity('aperture', image.aperture),
      ...quantity('exposureTime', image.exposureTime),
      ...line('copyright', image.copyright),
    ]),
  ];
}

/** Pictures and where to find them; those in DICOM need a viewer of their own. */
function imagesOf(recording: Recording): readonly Body[] {
  return [
    ...(recording.imageStructuredData ?? []).flatMap(({ imageData }) => attachment(imageData, 'image')),
    ...(recording.imageDicomData ?? []).flatMap(({ dicomValue, dicomReference }) =>
      attachment({ mediaType: 'application/dicom', value: dicomValue, reference: dicomReference }, 'image'),
    ),
  ];
}
