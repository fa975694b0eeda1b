import type { ECGOutcome } from '../../../contracts/index.ts';
import type { Ecg } from '../content/examination.ts';
import type { Entry } from '../entries.ts';
import type { History } from '../history.ts';
import { words } from './coded.ts';
import { authorOf, headerOf, localId, writtenAt } from './header.ts';

/** SOP class of a 12-lead ECG (DICOM part 4). */
const twelveLeads = '1.2.840.10008.5.1.4.1.1.9.1.1';

export function ecg1({ chart, entries }: History): ECGOutcome[] {
  return entries('ecg').map((entry) => ({
    ecgOutcomeHeader: { ...headerOf(chart, entry), documentTime: writtenAt(entry) },
    ecgOutcomeBody: {
      examinationSpeciality: words('Klinisk fysiologi'),
      typeOfResult: 'DEF',
      resultTime: writtenAt(entry),
      resultReport: entry.content.statement,
      ecgRecording: [recording(entry)],
      referral: {
        referralId: `${entry.id}-rem`,
        referralReason: entry.content.question,
        accountableHealthcareProfessional: authorOf(entry),
      },
    },
  }));
}

function recording(entry: Entry<Ecg>) {
  const { content } = entry;
  const ms = (value: number) => ({ value: String(value), unit: 'ms' });
  return {
    recordingId: localId(`${entry.id}-r`),
    examinationActivity: words('EKG, vilande, 12 avledningar'),
    examinationTimePeriod: { start: writtenAt(entry), end: writtenAt(entry) },
    examinationStatus: words('Avklarad'),
    examinationUnit: entry.unit.name,
    modalityData: { typeOfModality: 'EKG', manufacturer: 'Demo', modelName: 'Elektrokardiograf 1' },
    pacemaker: content.pacemaker ?? false,
    ecgStructuredData: [
      {
        usedFilter: [
          {
            filterName: 'Bandpass',
            lowerFrequency: { value: '0.05', unit: 'Hz' },
            upperFrequency: { value: '150', unit: 'Hz' },
          },
        ],
        heartRate: { value: String(content.rate), unit: '/min' },
        qt: ms(content.qt),
        qtCorrected: ms(content.qtCorrected),
        ...(content.pr !== undefined && { pr: ms(content.pr) }),
        qrsAxis: { value: String(content.axis), unit: 'deg' },
        st: Object.entries(content.st ?? {}).map(([leadName, level]) => ({
          leadName,
          stLevel: { value: String(level), unit: 'mm' },
        })),
        interpretationAlgorithmName: 'Demo ECG 2.1',
        interpretation: content.interpretation,
      },
    ],
    ecgDicomData: [{ dicomSOP: twelveLeads, dicomReference: `https://bilder.demo.invalid/ekg/${entry.id.slice(-12)}` }],
    ecgData: [
      {
        mediaType: 'application/pdf',
        reference: `https://bilder.demo.invalid/ekg/${entry.id.slice(-12)}.pdf`,
        burnedInaAnnotations: false,
      },
    ],
  } as const;
}
