import { describe, expect, it } from 'vitest';
import type { MedicationMedicalRecord } from '../../src/contracts/index.ts';
import { informationTypeNamed } from '../../src/riv13606/index.ts';
import { patient } from '../sources/record-system.ts';
import { recordsIn, responseWith, system } from './passage.ts';

type Drug = NonNullable<MedicationMedicalRecord['medicationMedicalRecordBody']['medicationPrescription']['drug']>;

const medication = informationTypeNamed('lkm-ord');
if (!medication) throw new Error('no medication');

/** An ordination of a drug, as the answer that tells it. */
function told(drug: Drug): string {
  const item: MedicationMedicalRecord = {
    medicationMedicalRecordHeader: {
      documentId: 'LKO-1',
      sourceSystemHSAId: system,
      patientId: patient,
      accountableHealthcareProfessional: { authorTime: '20240101120000' },
      approvedForPatient: false,
    },
    medicationMedicalRecordBody: {
      medicationPrescription: {
        prescriptionId: { root: '1.2.3', extension: 'LKO-1' },
        typeOfPrescription: 'I',
        prescriptionStatus: 'Active',
        selfMedication: false,
        drug,
      },
    },
  };
  const written = medication?.write(item as never);
  if (!written || !('compositions' in written)) throw new Error('not told');
  return responseWith(written.compositions);
}

/** The drug after a passage through the dialect. */
async function passed(drug: Drug): Promise<Drug | undefined> {
  const [record] = medication ? await recordsIn(medication, told(drug)) : [];
  const data = record?.data as MedicationMedicalRecord | undefined;
  return data?.medicationMedicalRecordBody.medicationPrescription.drug;
}

const npl = { code: '19540914000018', codeSystem: '1.2.752.129.2.1.5.1', displayName: 'Alvedon' };
const pack = { code: '20010101100011', codeSystem: '1.2.752.129.2.1.5.2', displayName: 'Alvedon, burk' };

describe('the kind of drug choice', () => {
  it.each<[string, Drug, string | undefined]>([
    ['a product', { drug: { nplId: npl } }, 'lmp'],
    ['a package', { drugArticle: { nplPackId: pack } }, 'lmv'],
    ['merchandise', { merchandise: { articleNumber: { originalText: '210001 Lansetter' } } }, 'lmv'],
    ['words', { unstructuredDrugInformation: { unstructuredInformation: 'Salva' } }, 'etb'],
    ['an exchange group, whose code is not known', { generics: { substance: 'Paracetamol' } }, undefined],
  ])('of %s', (_, drug, kind) => {
    const [, code] = /lkm-lva-typ".*?<value [^>]*?code="(\w+)"/.exec(told(drug)) ?? [];
    expect(code).toBe(kind);
  });
});

describe('a drug told in 13606 and read again', () => {
  it.each<[string, Drug]>([
    [
      'an exchange group with its strength',
      { generics: { substance: 'Paracetamol', strength: { value: '500', unit: 'mg' } } },
    ],
    [
      'a product without NPL id',
      {
        drug: {
          nplId: { originalText: 'Alvedon' },
          atcCode: { code: 'N02BE01', codeSystem: '1.2.752.129.2.2.3.1.1', displayName: 'Paracetamol' },
          strength: '500',
          strengthUnit: 'mg',
        },
      },
    ],
    ['merchandise with its name', { merchandise: { articleNumber: { originalText: '210001 Lansetter' } } }],
    [
      'a treatment of weeks',
      {
        drug: { nplId: npl },
        dosage: [
          {
            lengthOfTreatment: {
              treatmentInterval: { low: '2', high: '2', unit: 'wk' },
              isMaximumTreatmentTime: true,
            },
            dosageInstruction: '1 tablett',
            setDosage: { unstructuredDosageInformation: { text: '1 tablett' } },
          },
        ],
      },
    ],
  ])('%s', async (_, drug) => {
    expect(await passed(drug)).toEqual(drug);
  });
});
