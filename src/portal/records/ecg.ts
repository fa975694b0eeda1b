import type { ECGOutcome } from '../../contracts/get-ecg-outcome-1.ts';
import { equipmentLines, referralLines } from './examination.ts';
import { summaryHeader } from './header.ts';
import type { Body, Detail } from './item.ts';
import { resultMarks, resultTypes } from './result-types.ts';
import {
  attachment,
  coded,
  line,
  listed,
  period,
  prose,
  quantity,
  quantityText,
  text,
  time,
  wordsOf,
  yesNo,
} from './said.ts';
import type { Teller } from './told.ts';

type Recording = NonNullable<ECGOutcome['ecgOutcomeBody']['ecgRecording']>[number];
type Values = NonNullable<Recording['ecgStructuredData']>[number];

/** GetECGOutcome 1: an electrocardiogram in values and words; the curve is among the files, where there is one. */
export const ecg: Teller<ECGOutcome> = ({ ecgOutcomeHeader, ecgOutcomeBody: body }) => {
  const recordings = body.ecgRecording ?? [];
  const values = recordings.flatMap(({ ecgStructuredData = [] }) => ecgStructuredData);
  return [
    {
      header: summaryHeader(ecgOutcomeHeader),
      title: wordsOf(recordings[0]?.examinationActivity) ?? wordsOf(body.examinationSpeciality),
      term: 'ecgAnswer',
      summary: text(body.resultReport),
      time: recordings[0]?.examinationTimePeriod?.start ?? body.resultTime,
      marks: resultMarks(body.typeOfResult),
      details: [
        ...listed('typeOfResult', body.typeOfResult, resultTypes),
        ...time('answered', body.resultTime),
        ...values.flatMap(valueLines),
        ...coded('speciality', body.examinationSpeciality),
        ...recordings.flatMap(recordingLines),
        ...quantity('weight', body.patientData?.patientWeight),
        ...quantity('length', body.patientData?.patientLength),
        ...referralLines(body.referral),
      ],
      bodies: [
        ...prose('report', body.resultReport),
        ...prose('comment', body.resultComment),
        ...recordings.flatMap(filesOf),
      ],
    },
  ];
};

function valueLines(values: Values): readonly Detail[] {
  return [
    ...quantity('heartRate', values.heartRate),
    ...quantity('pr', values.pr),
    ...quantity('qt', values.qt),
    ...quantity('qtCorrected', values.qtCorrected),
    ...quantity('pAxis', values.pAxis),
    ...quantity('qrsAxis', values.qrsAxis),
    ...quantity('tAxis', values.tAxis),
    ...(values.st ?? []).flatMap(({ leadName, stLevel }) => quantity('st', stLevel, { about: text(leadName) })),
    ...(values.interpretation ?? []).flatMap((said) =>
      line('machineInterpretation', said, { about: text(values.interpretationAlgorithmName) }),
    ),
    ...(values.usedFilter ?? []).flatMap(({ filterName, lowerFrequency, upperFrequency }) => {
      const band = [quantityText(lowerFrequency), quantityText(upperFrequency)].filter(Boolean).join(' – ');
      return line('filter', band || filterName, { about: band ? filterName : undefined });
    }),
  ];
}

function recordingLines(recording: Recording): readonly Detail[] {
  return [
    ...coded('examination', recording.examinationActivity),
    ...period('examined', recording.examinationTimePeriod),
    ...coded('status', recording.examinationStatus),
    ...yesNo('pacemaker', recording.pacemaker),
    ...line('examinedAt', recording.examinationUnit, { tellsPlace: true }),
    ...equipmentLines(recording),
  ];
}

function filesOf(recording: Recording): readonly Body[] {
  return [
    ...(recording.ecgData ?? []).flatMap((file) => attachment(file, 'curve')),
    ...(recording.ecgDicomData ?? []).flatMap(({ dicomValue, dicomReference }) =>
      attachment({ mediaType: 'application/dicom', value: dicomValue, reference: dicomReference }, 'curve'),
    ),
  ];
}
