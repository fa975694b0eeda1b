import type { ImagingOutcome } from '../../../contracts/index.ts';
import type { ImagingReport } from '../content/examination.ts';
import type { Entry } from '../entries.ts';
import type { History } from '../history.ts';
import { cv, words } from './coded.ts';
import { authorOf, headerOf, localId, writtenAt } from './header.ts';

/** SOP classes (DICOM part 4) of the pictures that each modality takes. */
const storage: Readonly<Record<ImagingReport['modality'], string>> = {
  Röntgen: '1.2.840.10008.5.1.4.1.1.1.1',
  Datortomografi: '1.2.840.10008.5.1.4.1.1.2',
  Ultraljud: '1.2.840.10008.5.1.4.1.1.6.1',
  Magnetkamera: '1.2.840.10008.5.1.4.1.1.4',
};
const types = { preliminary: 'PREL', supplementary: 'TILL' } as const;

export function imaging1({ chart, entries }: History): ImagingOutcome[] {
  return entries('imaging').map((entry) => ({
    imagingOutcomeHeader: { ...headerOf(chart, entry), documentTime: writtenAt(entry) },
    imagingOutcomeBody: {
      examinationSpeciality: words('Bild- och funktionsmedicin'),
      typeOfResult: entry.content.status ? types[entry.content.status] : 'DEF',
      resultTime: writtenAt(entry),
      resultReport: entry.content.statement,
      ...(entry.content.status === 'preliminary' && { resultComment: 'Slutsvar följer.' }),
      ...(entry.content.dose !== undefined && {
        radiationDose: [{ value: String(entry.content.dose), unit: 'mGy.cm2' }],
      }),
      imageRecording: [recording(entry)],
      referral: {
        referralId: `${entry.id}-rem`,
        referralReason: entry.content.question,
        ...(entry.content.anamnesis && { anamnesis: entry.content.anamnesis }),
        accountableHealthcareProfessional: authorOf(entry, examinedAt(entry)),
      },
    },
  }));
}

const examinedAt = (entry: Entry): string => writtenAt({ ...entry, minute: Math.max(entry.minute - 40, 7 * 60) });

function recording(entry: Entry<ImagingReport>) {
  const { content } = entry;
  const shown = Math.min(content.images, 4);
  const image = (number: number) => `https://bilder.demo.invalid/wado/${entry.id.slice(-12)}/${number}`;
  return {
    recordingId: localId(`${entry.id}-u`),
    examinationActivity: words(content.examination),
    examinationTimePeriod: { start: examinedAt(entry), end: examinedAt(entry) },
    examinationStatus: 'Avklarad',
    examinationUnit: 'Bild- och funktionsmedicin',
    numberOfImages: content.images,
    modalityData: { typeOfModality: content.modality, manufacturer: 'Demo', modelName: 'Modell 1' },
    imageDicomData: [{ dicomSOP: storage[content.modality], dicomReference: image(0) }],
    imageStructuredData: Array.from({ length: shown }, (_, index) => ({
      imageCreationTime: examinedAt(entry),
      ...(content.bodyPart && { bodyPartExamined: cv(content.bodyPart) }),
      ...(content.contrast && { contrastAgentUsed: content.contrast }),
      ...(content.modality === 'Magnetkamera' && { magneticFieldStrength: { value: '3', unit: 'T' } }),
      imageData: { mediaType: 'image/jpeg' as const, reference: image(index + 1), burnedInaAnnotations: false },
    })),
  } as const;
}
