import {
  type BridgeRecord,
  getImagingOutcome1,
  getLaboratoryOrderOutcome4,
  getMaternityMedicalHistory2,
  getObservations1,
  getReferralOutcome3,
  type ImagingOutcome,
  type LaboratoryOrderOutcome4,
  type MaternityMedicalRecord,
  type ObservationGroup,
  type ReferralOutcome,
} from '../../../src/contracts/index.ts';
import { header, recordOf, tolvan, vas } from './samples.ts';

/** Hand-made records of the contracts of results, for the same invented patient. */
const hsa = (extension: string) => ({ root: '1.2.752.129.2.1.4.1', extension });
const local = (extension: string) => ({ root: '1.2.752.129.2.1.2.1', extension });
type LabBody = LaboratoryOrderOutcome4['body'];
type Analysis = NonNullable<LabBody['groupOfAnalyses']>[number]['analysis'][number];

export const haemoglobin: Analysis = {
  identifier: local('analys-1'),
  code: { code: 'NPU28309', codeSystem: '1.2.752.108.1', displayName: 'B-Hemoglobin' },
  specimen: [{ identifier: local('prov-1'), material: { originalText: 'Blod' }, timestamp: '20240301073000' }],
  result: [
    {
      value: { pq: { value: '132,0', unit: 'g/L' } },
      interpretation: [{ originalText: 'Inom referens' }],
      reference: { interval: { low: '117', high: '153', unit: 'g/L' }, population: 'Kvinnor' },
      performerSignature: { id: hsa('SE2321000230-DEMOBMA1'), name: 'Britt Labbdemo', timestamp: '20240301090000' },
    },
  ],
};

export function labReport(
  body: Partial<LabBody> = {},
  change: Partial<LaboratoryOrderOutcome4['header']> = {},
): BridgeRecord<LaboratoryOrderOutcome4> {
  return recordOf(getLaboratoryOrderOutcome4, {
    header: {
      accessControlHeader: {
        accountableCareGiver: hsa('SE2321000230-DEMOREGION'),
        accountableCareUnit: hsa('SE2321000230-DEMOHC1'),
        blockComparisonTime: '20240301073000',
        approvedForPatient: true,
        patientId: { root: tolvan.type, extension: tolvan.id },
      },
      sourceSystemId: hsa(vas),
      record: { id: local('lab-1'), timestamp: '20240301091500' },
      author: { id: hsa('SE2321000230-DEMOBMA1'), name: 'Britt Labbdemo', timestamp: '20240301091500' },
      ...change,
    },
    body: {
      identifier: local('svar-1'),
      type: { code: 'final', codeSystem: '2.16.840.1.113883.4.642.3.235', displayName: 'Slutsvar' },
      text: 'Utan anmärkning',
      referral: {
        identifier: local('remiss-1'),
        timestamp: '20240228120000',
        question: 'Anemi?',
        requester: { id: hsa('SE2321000230-DEMOLAK1'), name: 'Maja Testlund' },
      },
      groupOfAnalyses: [{ analysis: [haemoglobin] }],
      recipientUnit: { name: 'Demo hälsocentral' },
      ...body,
    },
  });
}

export function imagingOutcome(
  body: Partial<ImagingOutcome['imagingOutcomeBody']> = {},
  change: Partial<ImagingOutcome['imagingOutcomeHeader']> = {},
): BridgeRecord<ImagingOutcome> {
  return recordOf(getImagingOutcome1, {
    imagingOutcomeHeader: { ...header, documentId: 'bild-1', documentTime: '20240301101500', ...change },
    imagingOutcomeBody: {
      typeOfResult: 'DEF',
      resultTime: '20240301100000',
      resultReport: 'Ingen fraktur.',
      resultComment: 'Jämfört med tidigare.',
      imageRecording: [
        {
          recordingId: local('inspelning-1'),
          examinationActivity: { originalText: 'Slätröntgen handled' },
          examinationTimePeriod: { start: '20240301093000', end: '20240301094000' },
          examinationStatus: 'Avklarad',
          examinationUnit: 'Röntgen',
          numberOfImages: 2,
          modalityData: { typeOfModality: 'dx', manufacturer: 'Demo' },
          imageDicomData: [{ dicomSOP: '1.2.840.10008.5.1.4.1.1.1', dicomReference: 'https://demo.example/wado?x=1' }],
        },
      ],
      referral: {
        referralId: 'remiss-2',
        referralReason: 'Fraktur?',
        accountableHealthcareProfessional: header.accountableHealthcareProfessional,
      },
      ...body,
    },
  });
}

export function referralAnswer(
  body: Partial<ReferralOutcome['referralOutcomeBody']> = {},
  change: Partial<ReferralOutcome['referralOutcomeHeader']> = {},
): BridgeRecord<ReferralOutcome> {
  return recordOf(getReferralOutcome3, {
    referralOutcomeHeader: { ...header, documentId: 'konsult-1', ...change },
    referralOutcomeBody: {
      referralOutcomeTypeCode: 'SS',
      referralOutcomeTitle: 'Svar från medicin',
      referralOutcomeText: 'Fortsatt samma behandling.',
      clinicalInformation: [
        {
          clinicalInformationCode: { code: 'I50.9', codeSystem: '1.2.752.116.1.1.1.1.3' },
          clinicalInformationText: 'Hjärtsvikt',
        },
      ],
      act: [
        {
          actText: 'Ekokardiografi',
          actResult: [{ mediaType: 'application/pdf', reference: 'https://demo.example/eko.pdf' }],
        },
      ],
      referral: {
        referralId: 'remiss-3',
        referralReason: 'Andfådd',
        referralTime: '20240220120000',
        referralAuthor: header.accountableHealthcareProfessional,
      },
      ...body,
    },
  });
}

export function maternityRecord(
  body: MaternityMedicalRecord['maternityMedicalRecordBody'],
  change: Partial<MaternityMedicalRecord['maternityMedicalRecordHeader']> = {},
): BridgeRecord<MaternityMedicalRecord> {
  return recordOf(getMaternityMedicalHistory2, {
    maternityMedicalRecordHeader: {
      ...header,
      legalAuthenticator: { signatureTime: '20240301100000', legalAuthenticatorHSAId: 'SE2321000230-DEMOLAK2' },
      documentId: 'mvc-1',
      ...change,
    },
    maternityMedicalRecordBody: body,
  });
}

type Observed = ObservationGroup['observation'][number];

export function observationGroup(...changes: Partial<Observed>[]): BridgeRecord<ObservationGroup> {
  return recordOf(getObservations1, {
    patient: { id: { root: tolvan.type, extension: tolvan.id }, dateOfBirth: '19121212' },
    performerRole: {
      id: hsa('SE2321000230-DEMOSSK1'),
      code: { code: '207410', codeSystem: '1.2.752.129.2.2.1.4', displayName: 'Sjuksköterska' },
      person: { name: 'Siv Demosköld' },
      careUnit: { id: hsa('SE2321000230-DEMOHC1'), careGiver: { id: hsa('SE2321000230-DEMOREGION') } },
    },
    sourceSystem: { id: hsa(vas) },
    observation: changes.map((change, index) => ({
      id: local(`obs-${index + 1}`),
      type: { code: '27113001', codeSystem: '1.2.752.116.2.1.1', displayName: 'Kroppsvikt' },
      time: { start: { format: 'YYYYMMDD', value: '20240301' }, end: { format: 'YYYYMMDD', value: '20240301' } },
      value: { pq: { value: '3.450', unit: 'kg' } },
      valueNegation: false,
      approvedForPatient: true,
      registrationTime: '20240301091500',
      ...change,
    })),
  });
}
