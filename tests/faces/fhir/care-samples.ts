import {
  type BridgeRecord,
  type CareDocumentation3,
  type CarePlan,
  type FunctionalStatusAssessment,
  getCareDocumentation3,
  getCarePlans2,
  getFunctionalStatus2,
  getMedicationHistory2,
  getRequestActivities1,
  getVaccinationHistory2,
  type MedicationMedicalRecord,
  type RequestActivity,
  type VaccinationMedicalRecord,
} from '../../../src/contracts/index.ts';
import { header, recordOf, tolvan, vas } from './samples.ts';

/** Hand-made records of the contracts of documentation, medication and planning, for the same invented patient. */
type MedicationBody = MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription'];
type VaccinationBody = VaccinationMedicalRecord['vaccinationMedicalRecordBody'];
type Header = MedicationMedicalRecord['medicationMedicalRecordHeader'];

const hsa = (extension: string) => ({ root: '1.2.752.129.2.1.4.1', extension });
const local = (extension: string) => ({ root: '1.2.752.129.2.1.2.1', extension });
export const icd = (code: string, displayName: string) => ({ code, codeSystem: '1.2.752.116.1.1.1.1.3', displayName });

export function note(
  body: Partial<CareDocumentation3['body']> = {},
  change: Partial<CareDocumentation3['header']> = {},
): BridgeRecord<CareDocumentation3> {
  return recordOf(getCareDocumentation3, {
    header: {
      accessControlHeader: {
        accountableHealthcareProvider: hsa('SE2321000230-DEMOREGION'),
        accountableCareUnit: hsa('SE2321000230-DEMOHC1'),
        patientId: { root: tolvan.type, extension: tolvan.id },
        careProcessId: { root: '1e6a3f3a-2f43-4c55-9d0c-0a1b2c3d4e5f' },
        blockComparisonTime: '20240301080000',
        approvedForPatient: true,
      },
      sourceSystemId: hsa(vas),
      record: { id: { root: 'anteckning-1' }, timestamp: '20240301090000' },
      author: {
        id: hsa('SE2321000230-DEMOLAK1'),
        name: 'Maja Testlund',
        timestamp: '20240301091500',
        byRole: { code: '201010', codeSystem: '1.2.752.129.2.2.1.4', displayName: 'Distriktsläkare' },
        orgUnit: { orgUnitHSAId: 'SE2321000230-DEMOHC1', orgUnitName: 'Demo hälsocentral' },
      },
      signature: { id: hsa('SE2321000230-DEMOLAK2'), name: 'Nils Provberg', timestamp: '20240301100000' },
      ...change,
    },
    body: {
      clinicalDocumentNoteCode: { code: 'bes', codeSystem: '1.2.752.129.2.2.2.11', displayName: 'Besöksanteckning' },
      clinicalDocumentNoteTitle: 'Besök på mottagning',
      clinicalDocumentNoteText: 'Söker för hosta & feber sedan tre dagar.\nLungor: ua.',
      ...body,
    },
  });
}

export function medication(
  prescription: Partial<MedicationBody> = {},
  change: Partial<Header> = {},
): BridgeRecord<MedicationMedicalRecord> {
  return recordOf(getMedicationHistory2, {
    medicationMedicalRecordHeader: { ...header, documentId: 'ord-1', ...change },
    medicationMedicalRecordBody: {
      medicationPrescription: {
        prescriptionId: local('recept-1'),
        typeOfPrescription: 'I',
        prescriptionStatus: 'Active',
        prescriptionNote: 'Tas till maten',
        principalPrescriptionReason: [{ reason: icd('I10', 'Hypertoni'), otherReason: 'Högt blodtryck' }],
        treatmentPurpose: 'Sänka blodtrycket',
        prescriptionChainId: local('kedja-1'),
        prescriber: { ...header.accountableHealthcareProfessional, authorTime: '20240301091500' },
        startOfFirstTreatment: '20230101000000',
        startOfTreatment: '20240301000000',
        selfMedication: false,
        drug: {
          comment: 'Byt inte',
          drug: {
            nplId: { code: '19990101000011', codeSystem: '1.2.752.129.2.1.5.1', displayName: 'Demolapril 5 mg' },
            atcCode: { code: 'C09AA02', codeSystem: '1.2.752.129.2.2.3.1.1', displayName: 'Enalapril' },
            routeOfAdministration: { originalText: 'Oral användning' },
            pharmaceuticalForm: 'Tablett',
            strength: '5.0',
            strengthUnit: 'mg',
          },
          dosage: [
            {
              dosageInstruction: '1 tablett morgon och kväll',
              shortNotation: '1x2',
              unitDose: { originalText: 'tablett' },
              setDosage: {
                frequencyDosage: { dose: { low: '1', high: '1', unit: '' }, frequency: { value: '2', unit: 'd' } },
              },
            },
          ],
        },
        ...prescription,
      },
    },
  });
}

export function vaccination(
  body: Partial<VaccinationBody> = {},
  change: Partial<Header> = {},
): BridgeRecord<VaccinationMedicalRecord> {
  return recordOf(getVaccinationHistory2, {
    vaccinationMedicalRecordHeader: { ...header, documentId: 'vacc-1', documentTime: '20240301101500', ...change },
    vaccinationMedicalRecordBody: {
      registrationRecord: {
        careGiverOrg: { orgUnitHSAId: 'SE2321000230-DEMOHC1', orgUnitName: 'Demo hälsocentral' },
        sourceSystemName: 'Demovacc',
        sourceSystemProductName: 'Demovacc Pro',
        sourceSystemProductVersion: '3.1',
        sourceSystemContact: { personName: 'Support', personEmail: 'support@demo.example' },
        date: '20240301',
        riskCategory: [{ originalText: 'Kronisk lungsjukdom' }],
      },
      administrationRecord: [
        {
          vaccinationProgramName: { originalText: 'Allmänna programmet' },
          performer: { hsaid: 'SE2321000230-DEMOSSK1', personName: 'Siv Demosköld' },
          dose: { quantity: { value: '0.50', unit: 'mL' }, displayName: '0,5 ml' },
          isDoseComplete: true,
          doseOrdinalNumber: 2,
          numberOfPrescribedDoses: 3,
          patientAdverseEffect: [{ originalText: 'Rodnad' }],
          typeOfVaccine: { code: 'J07AM01', codeSystem: '1.2.752.129.2.2.3.1.1', displayName: 'Tetanus' },
          vaccineBatchId: 'B-17',
          vaccineTargetDisease: [{ originalText: 'Stelkramp' }],
          vaccinationUniqueReference: local('vaccref-1'),
        },
      ],
      ...body,
    },
  });
}

export function functionalAssessment(
  body: Partial<FunctionalStatusAssessment['functionalStatusAssessmentBody']> = {},
  change: Partial<FunctionalStatusAssessment['functionalStatusAssessmentHeader']> = {},
): BridgeRecord<FunctionalStatusAssessment> {
  return recordOf(getFunctionalStatus2, {
    functionalStatusAssessmentHeader: { ...header, documentId: 'funk-1', documentTime: '20240229083000', ...change },
    functionalStatusAssessmentBody: {
      assessmentCategory: 'pad-pad',
      comment: 'Behöver stöd på morgonen',
      padl: [{ typeOfAssessment: { originalText: 'Personlig hygien' }, assessment: 'Klarar med hjälp' }],
      ...body,
    },
  });
}

export function plan(
  body: Partial<CarePlan['carePlanBody']> = {},
  change: Partial<CarePlan['carePlanHeader']> = {},
): BridgeRecord<CarePlan> {
  return recordOf(getCarePlans2, {
    carePlanHeader: { ...header, documentId: 'plan-1', documentTitle: 'Samordnad plan', ...change },
    carePlanBody: {
      content: [
        { mediaType: 'text/plain', value: Buffer.from('Mål: bo hemma', 'utf8').toString('base64') },
        { mediaType: 'application/pdf', reference: 'https://demo.example/plan.pdf' },
      ],
      participatingCareUnitHSAId: [hsa('SE2321000230-DEMOHC1')],
      typeOfCarePlanEnum: 'SIP',
      ...body,
    },
  });
}

export function requestActivity(change: Partial<RequestActivity> = {}): BridgeRecord<RequestActivity> {
  return recordOf(getRequestActivities1, {
    subjectOfCareId: tolvan.id,
    senderRequestId: 'remiss-1',
    typeOfRequest: '4',
    requestIssuedByPersonName: 'Maja Testlund',
    requestIssuedByOrganizationalUnitId: 'SE2321000230-DEMOHC1',
    receivingOrganizationalUnitDescription: 'Medicinmottagningen',
    careUnit: 'SE2321000230-DEMOHC1',
    logicalSystemId: vas,
    statusCode: '30',
    eventTime: '20240301091500',
    ...change,
  });
}
