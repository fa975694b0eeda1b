import { describe, expect, it } from 'vitest';
import { ask, byType, hsa } from './fhir-system.ts';

const atc = { system: 'http://www.whocc.no/atc', code: 'N02BE01', display: 'Paracetamol' };
const daily = { repeat: { frequency: 2, period: 1, periodUnit: 'd' } };
const twoDaily = {
  text: '1 tablett 2 gånger dagligen',
  timing: daily,
  doseAndRate: [{ doseQuantity: { value: 1.0, unit: 'tablett' } }],
};

const statement = (more: object = {}) => ({
  resourceType: 'MedicationStatement',
  id: 's1',
  identifier: [{ value: 'MED-1' }],
  status: 'active',
  medicationCodeableConcept: { coding: [atc], text: 'Alvedon 500 mg' },
  effectivePeriod: { start: '2024-05-01' },
  dateAsserted: '2024-05-01T10:00:00+02:00',
  informationSource: { identifier: hsa('SE2321000206-DEMOLAK'), display: 'Lena Ek' },
  dosage: [twoDaily],
  ...more,
});
const request = (more: object = {}) => ({
  resourceType: 'MedicationRequest',
  id: 'r1',
  identifier: [{ value: 'REQ-1' }],
  status: 'completed',
  intent: 'order',
  medicationReference: { reference: '#m' },
  contained: [{ resourceType: 'Medication', id: 'm', code: { text: 'Salva efter recept' } }],
  authoredOn: '2024-05-02T10:00:00+02:00',
  requester: { identifier: hsa('SE2321000206-DEMOLAK'), display: 'Lena Ek' },
  ...more,
});

const prescriptionsOf = async (resources: Parameters<typeof byType>[0]) => {
  const { records, failure } = await ask('GetMedicationHistory:2', byType(resources));
  expect(failure).toBeUndefined();
  for (const record of records) expect(record).not.toHaveProperty('problems');
  return records.map(({ data }) => {
    const { medicationMedicalRecordBody: body } = data as {
      medicationMedicalRecordBody: { medicationPrescription: Record<string, unknown> };
    };
    return body.medicationPrescription;
  });
};

describe('medicines', () => {
  it('as somebody states them', async () => {
    expect(await prescriptionsOf({ MedicationStatement: [statement()] })).toEqual([
      {
        prescriptionId: { root: '1.2.752.129.2.1.2.1', extension: 'MED-1' },
        prescriptionStatus: 'Active',
        typeOfPrescription: 'I',
        selfMedication: false,
        startOfTreatment: '20240501000000',
        drug: {
          comment: 'Alvedon 500 mg',
          drug: { atcCode: { code: 'N02BE01', codeSystem: '1.2.752.129.2.2.3.1.1', displayName: 'Paracetamol' } },
          dosage: [
            {
              dosageInstruction: '1 tablett 2 gånger dagligen',
              setDosage: {
                frequencyDosage: {
                  dose: { low: '1', high: '1', unit: 'tablett' },
                  frequency: { value: '2', unit: '/d' },
                },
              },
            },
          ],
        },
      },
    ]);
  });

  it('as somebody orders them', async () => {
    expect(await prescriptionsOf({ MedicationRequest: [request()] })).toMatchObject([
      {
        prescriptionStatus: 'Inactive',
        prescriber: { authorTime: '20240502100000', healthcareProfessionalHSAId: 'SE2321000206-DEMOLAK' },
        drug: { unstructuredDrugInformation: { unstructuredInformation: 'Salva efter recept' } },
      },
    ]);
  });

  it('are told once, of statement and request', async () => {
    const basedOn = [{ reference: 'MedicationRequest/r1' }];
    const both = { MedicationStatement: [statement({ basedOn })], MedicationRequest: [request()] };
    expect(await prescriptionsOf(both)).toHaveLength(1);
  });

  it.each([{ intent: 'proposal' }, { doNotPerform: true }])('that are no orders are left out: %j', async (more) => {
    expect(await prescriptionsOf({ MedicationRequest: [request(more)] })).toEqual([]);
  });

  it('keep the digits of the dose', async () => {
    const raw = JSON.stringify({
      resourceType: 'Bundle',
      entry: [
        {
          resource: statement({
            dosage: [{ ...twoDaily, doseAndRate: [{ doseQuantity: { value: 'X', unit: 'mg' } }] }],
          }),
        },
      ],
    }).replace('"X"', '0.10');
    const { records } = await ask('GetMedicationHistory:2', (response, { url }) => {
      response.writeHead(200, { 'content-type': 'application/fhir+json' });
      response.end(url.includes('MedicationStatement') ? raw : '{"resourceType":"Bundle"}');
    });
    expect(JSON.stringify(records)).toContain('"dose":{"low":"0.10","high":"0.10","unit":"mg"}');
  });

  const dose = { doseAndRate: [{ doseQuantity: { value: 1, unit: 'st' } }] };
  it.each([
    [
      'a condition',
      { ...twoDaily, asNeededCodeableConcept: { text: 'vid smärta' } },
      { conditionalDosage: { conditionDescription: 'vid smärta', frequencyDosage: {} } },
    ],
    [
      'every other day',
      { ...dose, timing: { repeat: { period: 2, periodUnit: 'd' } } },
      { setDosage: { periodDosage: { period: { value: '2', unit: 'd' } } } },
    ],
    [
      'weekdays, which the contract cannot tell',
      { text: 'måndagar', ...dose, timing: { repeat: { ...daily.repeat, dayOfWeek: ['mon'] } } },
      expect.not.objectContaining({ setDosage: expect.anything() }),
    ],
    [
      'weekdays without words',
      { ...dose, timing: { repeat: { ...daily.repeat, dayOfWeek: ['mon'] } } },
      { dosageInstruction: expect.stringContaining('se källsystemet') },
    ],
  ])('with %s', async (_, given, expected) => {
    const [told] = await prescriptionsOf({ MedicationStatement: [statement({ dosage: [given] })] });
    expect(told).toMatchObject({ drug: { dosage: [expected] } });
  });
});
