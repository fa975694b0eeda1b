import type { ImagingOutcome } from '../../contracts/index.ts';
import { compose } from '../compose.ts';
import { interval, oneOf, text, time, words } from '../conversions.ts';
import { authorTimeOf, besideItem, demandsNoIds, headerOf } from '../header.ts';
import type { InformationType } from '../information-type.ts';
import { cluster, clusters, element, observed, type Row, readRows, writeRows } from '../rows.ts';
import { linkToRequest, requestMade, requestOf } from './request-for-care.ts';

type Body = ImagingOutcome['imagingOutcomeBody'];
type Recording = NonNullable<Body['imageRecording']>[number];

/** From `imagingOutcomeBody`; a recording's images are told as one text. */
export const imagingRows: readonly Row[] = [
  cluster('und-und-ure', '', [
    element('und-und-ure-typ', oneOf({ PREL: 'PREL', DEF: 'DEF', TILL: 'TILL' }), 'typeOfResult'),
    element('und-und-ure-stp', time, 'resultTime'),
    element('und-und-ure-utl', text, 'resultReport'),
    element('und-bdi-ure-lab', text, 'examinationUnit'),
    clusters('und-und-uat', 'imageRecording', [
      element('und-und-uat-kod', words, 'examinationActivity'),
      element('und-und-uat-txt', text, 'text', observed(interval, 'examinationTimePeriod')),
      cluster('und-und-res', '', [element('und-und-res-und', text, 'finding')]),
    ]),
  ]),
];

/** `und-bdi` ↔ GetImagingOutcome 1. */
export const imaging: InformationType<ImagingOutcome> = {
  code: 'und-bdi',
  contract: 'GetImagingOutcome:1',
  isRecord: (meaning) => meaning === 'und',
  isEntry: (meaning) => meaning === 'und-bdi-ure',
  companions: ['vbe'],
  read: (context) => {
    const { examinationUnit, imageRecording = [], ...body } = readRows<Read>(imagingRows, context.entry);
    const request = requestOf(context);
    const authorTime = authorTimeOf(context, body.resultTime);
    return [
      {
        item: {
          imagingOutcomeHeader: {
            ...headerOf(context, authorTime, demandsNoIds),
            documentTime: imageRecording[0]?.examinationTimePeriod?.start ?? body.resultTime,
          },
          imagingOutcomeBody: {
            ...body,
            resultTime: body.resultTime ?? authorTime,
            imageRecording: imageRecording.map((told) => recordingFrom(told, examinationUnit)),
            referral: request && {
              referralId: request.id,
              referralReason: request.reason,
              accountableHealthcareProfessional: { authorTime: request.time ?? authorTime, ...request.author },
            },
          },
        },
        ...besideItem(context, authorTime),
      },
    ];
  },
  write: ({ imagingOutcomeHeader: header, imagingOutcomeBody: body }) => {
    const { referral, imageRecording = [] } = body;
    const told = {
      ...body,
      examinationUnit: imageRecording.find((one) => one.examinationUnit)?.examinationUnit,
      imageRecording: imageRecording.map(toldOf),
    };
    const author = referral?.accountableHealthcareProfessional;
    return {
      compositions: [
        compose({
          meaning: 'und',
          header,
          links: referral ? [linkToRequest(referral.referralId)] : [],
          entry: { code: 'und-bdi-ure', items: writeRows(imagingRows, told) },
        }),
        ...(referral
          ? [
              requestMade(
                { id: referral.referralId, reason: referral.referralReason, author },
                header.accountableHealthcareProfessional,
              ),
            ]
          : []),
      ],
    };
  },
};

interface Told extends Pick<Recording, 'examinationActivity'>, Partial<Pick<Recording, 'examinationTimePeriod'>> {
  readonly text?: string;
  readonly finding?: string;
}

interface Read extends Partial<Omit<Body, 'imageRecording'>> {
  readonly examinationUnit?: string;
  readonly imageRecording?: readonly Partial<Told>[];
}

function recordingFrom(
  { examinationActivity, text, examinationTimePeriod, finding }: Partial<Told>,
  unit: string | undefined,
) {
  return {
    examinationActivity: examinationActivity ?? (text ? { originalText: text } : undefined),
    examinationTimePeriod: examinationTimePeriod ?? {},
    examinationUnit: unit,
    imageStructuredData: finding
      ? [{ imageData: { mediaType: 'text/plain', value: Buffer.from(finding).toString('base64') } }]
      : undefined,
  };
}

function toldOf({ examinationActivity, examinationTimePeriod, imageStructuredData = [] }: Recording) {
  const finding = imageStructuredData
    .filter(({ imageData }) => imageData.mediaType === 'text/plain' && imageData.value)
    .map(({ imageData }) => Buffer.from(imageData.value ?? '', 'base64').toString())
    .join('\n');
  return { examinationActivity, examinationTimePeriod, ...(finding && { finding }) };
}
