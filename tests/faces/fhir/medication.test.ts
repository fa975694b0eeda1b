import { describe, expect, it } from 'vitest';
import { dosagesOf } from '../../../src/faces/fhir/mapping/dosage.ts';
import { mapMedication } from '../../../src/faces/fhir/mapping/medication.ts';
import { writeXml } from '../../../src/faces/fhir/xml/write-xml.ts';
import { expectValidResource } from '../../support/fhir-validity.ts';
import { medication } from './care-samples.ts';
import { asJson, contextFor } from './samples.ts';

function statementOf(...given: Parameters<typeof medication>) {
  const statement = asJson(mapMedication(medication(...given), contextFor()));
  expectValidResource(statement);
  return statement;
}

const extensionOf = (statement: ReturnType<typeof statementOf>, name: string) =>
  statement.extension?.find(({ url }) => url.endsWith(`/${name}`));

describe('GetMedicationHistory → MedicationStatement', () => {
  it('a complete order', () => {
    const statement = statementOf();
    expect(statement).toMatchObject({
      meta: { profile: ['https://fhir.inera.se/ig/ehds-tk/StructureDefinition/SEEHDSMedicationStatement'] },
      identifier: [{ value: 'ord-1' }, { system: 'urn:oid:1.2.752.129.2.1.2.1', value: 'recept-1' }],
      status: 'active',
      medicationCodeableConcept: {
        coding: [
          { system: 'urn:oid:1.2.752.129.2.1.5.1', code: '19990101000011' },
          { system: 'http://www.whocc.no/atc', code: 'C09AA02' },
        ],
        text: 'Demolapril 5 mg',
      },
      effectivePeriod: { start: '2024-03-01T00:00:00+01:00' },
      dateAsserted: '2024-03-01T09:15:00+01:00',
      informationSource: { reference: '#author' },
      reasonCode: [{ coding: [{ code: 'I10' }], text: 'Högt blodtryck' }],
      note: [{ text: 'Tas till maten' }, { text: 'Behandlingsändamål: Sänka blodtrycket' }, { text: 'Byt inte' }],
      dosage: [
        {
          text: '1 tablett morgon och kväll',
          patientInstruction: '1x2',
          timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
          route: { text: 'Oral användning' },
          doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablett' } }],
        },
      ],
    });
    expect(extensionOf(statement, 'type-of-prescription')?.valueCoding?.code).toBe('I');
    expect(extensionOf(statement, 'self-medication')?.valueBoolean).toBe(false);
    expect(extensionOf(statement, 'prescriber')?.extension?.map(({ url }) => url)).toEqual([
      'time',
      'hsaId',
      'name',
      'role',
      'unit',
    ]);
  });

  it('who signed it, and when', () => {
    const legalAuthenticator = { signatureTime: '20240301100000', legalAuthenticatorHSAId: 'SE2321000230-DEMOLAK2' };
    const signature = extensionOf(statementOf({}, { legalAuthenticator }), 'legal-authenticator');
    expect(signature?.extension).toMatchObject([
      { url: 'signatureTime', valueDateTime: '2024-03-01T10:00:00+01:00' },
      { url: 'legalAuthenticator', valueReference: { identifier: { value: 'SE2321000230-DEMOLAK2' } } },
    ]);
  });

  it('numbers keep their digits, in JSON and in XML', () => {
    const statement = mapMedication(medication(), contextFor());
    expect(JSON.stringify(statement)).toContain('"value":5.0,"unit":"mg"');
    expect(writeXml(statement)).toContain('<valueQuantity><value value="5.0"/><unit value="mg"/>');
  });

  it.each([
    ['Active', 'I', 'active'],
    ['Active', 'U', 'stopped'],
    ['Inactive', 'I', 'stopped'],
    ['Inactive', 'U', 'stopped'],
  ] as const)('%s %s is %s', (prescriptionStatus, typeOfPrescription, status) => {
    const statement = statementOf({ prescriptionStatus, typeOfPrescription });
    expect(statement.status).toBe(status);
    expect(extensionOf(statement, 'type-of-prescription')?.valueCoding?.code).toBe(typeOfPrescription);
  });

  it('the reason for ending stands where it has ended', () => {
    const ended = { prescriptionStatus: 'Inactive', endOfTreatmentReason: { originalText: 'Biverkan' } } as const;
    expect(statementOf(ended).statusReason).toEqual([{ text: 'Biverkan' }]);
    expect(statementOf({ ...ended, prescriptionStatus: 'Active' }).statusReason).toBeUndefined();
  });

  it('a withdrawn order is entered in error', () => {
    expect(statementOf({}, { nullified: true }).status).toBe('entered-in-error');
  });

  it.each([
    [
      'words',
      { unstructuredDrugInformation: { unstructuredInformation: 'Salva enligt recept' } },
      'Salva enligt recept',
    ],
    ['an article', { merchandise: { articleNumber: { code: '202020', displayName: 'Förband' } } }, 'Förband'],
    ['a package', { drugArticle: { nplPackId: { code: '20010101100017' } } }, '20010101100017'],
    ['a generic', { generics: { substance: 'Paracetamol', form: 'Tablett' } }, 'Paracetamol'],
  ])('a drug given as %s', (_what, drug, text) => {
    expect(statementOf({ drug }).medicationCodeableConcept?.text).toBe(text);
  });

  it('without a drug it says so', () => {
    const { drug: _, ...order } = medication().data.medicationMedicalRecordBody.medicationPrescription;
    const record = medication();
    const statement = asJson(
      mapMedication(
        { ...record, data: { ...record.data, medicationMedicalRecordBody: { medicationPrescription: order } } },
        contextFor(),
      ),
    );
    expectValidResource(statement);
    expect(statement.medicationCodeableConcept).toMatchObject({
      text: 'Läkemedel ej angivet',
      extension: [{ valueCode: 'unknown' }],
    });
  });

  it('keeps dispensation and administrations with the order', () => {
    const who = { ...medication().data.medicationMedicalRecordHeader.accountableHealthcareProfessional };
    const statement = statementOf({
      dispensationAuthorization: {
        dispensationAuthorizationId: { root: '1.2.752.129.2.1.2.1', extension: 'förskrivning-1' },
        validUntil: '20250301',
        minimumDispensationInterval: { value: '3', unit: 'mo' },
        totalAmount: '100',
        packageUnit: 'tablett',
        dispensationAuthorizer: who,
        prescriptionSignatura: '1 tablett dagligen',
        nonReplaceable: 'Prescriber',
      },
      administration: [
        {
          administrationId: { root: '1.2.752.129.2.1.2.1', extension: 'given-1' },
          administrationTime: { start: '20240302080000' },
          administeringHealthcareProfessional: who,
        },
      ],
    });
    expect(statement.basedOn).toEqual([{ reference: '#dispensation' }]);
    expect(statement.partOf).toEqual([{ reference: '#administration-1' }]);
    expect(statement.contained?.map(({ resourceType }) => resourceType)).toContain('MedicationAdministration');
    expect(statement.contained?.find(({ id }) => id === 'dispensation')).toMatchObject({
      dispenseRequest: {
        validityPeriod: { end: '2025-03-01' },
        dispenseInterval: { value: 3, code: 'mo' },
        quantity: { value: 100, unit: 'tablett' },
      },
      substitution: { allowedCodeableConcept: { coding: [{ code: 'N' }] } },
    });
  });
});

describe('a dosage', () => {
  const one = { low: '1', high: '1', unit: 'st' };
  const of = (given: Parameters<typeof dosagesOf>[0][number]) => asJson(dosagesOf([given], undefined));

  it.each<[string, Parameters<typeof dosagesOf>[0][number], object[]]>([
    [
      'so often',
      {
        setDosage: {
          frequencyDosage: { dose: { low: '1', high: '2', unit: 'st' }, frequency: { value: '3', unit: 'd' } },
        },
      },
      [
        {
          text: '1–2 st, 3 d',
          timing: { repeat: { frequency: 3, period: 1, periodUnit: 'd' } },
          doseAndRate: [{ doseRange: { low: { value: 1 }, high: { value: 2 } } }],
        },
      ],
    ],
    [
      'every so long',
      { setDosage: { periodDosage: { dose: one, period: { value: '8', unit: 'h' } } } },
      [{ timing: { repeat: { frequency: 1, period: 8, periodUnit: 'h' } } }],
    ],
    [
      'on given days and hours',
      {
        setDosage: {
          occasionDosage: {
            period: { value: '7', unit: 'd' },
            administration: [
              { dose: one, time: '08:00', dayOfPeriod: 1 },
              { dose: one, time: '0800', dayOfPeriod: 4 },
            ],
          },
        },
      },
      [
        { sequence: 1, timing: { repeat: { dayOfWeek: ['mon'], timeOfDay: ['08:00:00'] } } },
        { sequence: 2, timing: { repeat: { dayOfWeek: ['thu'], timeOfDay: ['08:00:00'] } } },
      ],
    ],
    [
      'once',
      { setDosage: { singleDose: { dose: one, time: '20240301080000' } } },
      [{ timing: { event: ['2024-03-01T08:00:00+01:00'] } }],
    ],
    [
      'in words',
      { setDosage: { unstructuredDosageInformation: { text: 'Vid behov, högst 4' } } },
      [{ text: 'Vid behov, högst 4' }],
    ],
    [
      'under a condition, within a maximum',
      {
        conditionalDosage: {
          conditionDescription: 'Vid smärta',
          frequencyDosage: { dose: one, frequency: { value: '1', unit: 'd' } },
        },
        maximumDosage: { frequencyDosage: { dose: one, frequency: { value: '4', unit: 'd' } } },
      },
      [
        {
          asNeededCodeableConcept: { text: 'Vid smärta' },
          maxDosePerPeriod: { numerator: { value: 4 }, denominator: { value: 1, code: 'd' } },
        },
      ],
    ],
    [
      'for so long',
      {
        lengthOfTreatment: { treatmentInterval: { low: '5', high: '7', unit: 'd' }, isMaximumTreatmentTime: true },
        setDosage: { periodDosage: { dose: one, period: { value: '1', unit: 'd' } } },
      },
      [{ timing: { repeat: { boundsRange: { low: { value: 5 }, high: { value: 7 } } } } }],
    ],
    [
      'stepwise, in words',
      {
        setDosage: {
          rampedDosage: {
            doseStep: { value: '1', unit: 'st' },
            timeStep: { value: '1', unit: 'wk' },
            rampStart: { unstructuredDosageInformation: { text: '1 om dagen' } },
            rampEnd: { unstructuredDosageInformation: { text: '4 om dagen' } },
          },
        },
      },
      [{ text: 'Trappas 1 om dagen till 4 om dagen i steg om 1 st var 1 wk' }],
    ],
  ])('%s', (_what, given, expected) => {
    expect(of(given)).toMatchObject(expected);
  });

  it('whose unit of time FHIR does not have is told in words alone', () => {
    const [dosage] = of({ setDosage: { periodDosage: { dose: one, period: { value: '2', unit: 'veckor' } } } });
    expect(dosage).toMatchObject({ text: '1 st var 2 veckor' });
    expect(dosage?.timing).toBeUndefined();
  });
});
