import { describe, expect, it } from 'vitest';
import type { ContractId } from '../../../src/contracts/index.ts';
import { ask, byType, hsa } from './fhir-system.ts';

/**
 * What R4 has no element for and the national guide names an extension for without defining it. Its pages spell some as
 * `typeOfPrescription`, others as `self-medication`; our own FHIR face writes all of them the second way.
 */
const guide = 'https://fhir.inera.se/StructureDefinition/';
const ours = 'https://norrbryggan.example/fhir/StructureDefinition/';
const signedAt = { valueDateTime: '2024-03-02T08:00:00+01:00' };
const signer = hsa('SE2321000206-DEMOLAK');
const named = { legalAuthenticatorHSAId: 'SE2321000206-DEMOLAK' };
const signature = { signatureTime: '20240302080000' };

type Given = Readonly<Record<string, unknown>> & { readonly resourceType: string };

async function dataOf(contract: ContractId, resource: Given, change = {}) {
  const type = resource.resourceType;
  const given = { id: '1', identifier: [{ value: 'ID-1' }], ...resource };
  const custodian = { type: { coding: [{ code: 'custodian' }] }, who: { identifier: hsa('SE2321000206-DEMOVG') } };
  const provenance = { resourceType: 'Provenance', target: [{ reference: `${type}/1` }], agent: [custodian] };
  const { records, failure } = await ask(contract, byType({ [type]: [given, provenance] }), change);
  expect(failure).toBeUndefined();
  return records.map((record) => {
    expect(record).not.toHaveProperty('problems');
    return record.data;
  });
}

const medicine = {
  resourceType: 'MedicationStatement',
  status: 'stopped',
  medicationCodeableConcept: { text: 'Alvedon 500 mg' },
  effectivePeriod: { start: '2024-03-01', end: '2024-03-10' },
  dateAsserted: '2024-03-01T10:00:00+01:00',
};

describe('extensions are read however the guide spells them', () => {
  it.each([
    ['its page', guide, ['typeOfPrescription', 'startOfFirstTreatment', 'prescriptionChain']],
    ['our own face', ours, ['type-of-prescription', 'start-of-first-treatment', 'prescription-chain']],
  ])('of a treatment as %s does', async (_, base, [type, first, chain]) => {
    const extension = [
      { url: `${base}${type}`, valueCoding: { code: 'U' } },
      { url: `${base}${first}`, valueDateTime: '2020-01-01' },
      { url: `${base}${chain}`, extension: [{ url: 'chainId', valueIdentifier: { value: 'KEDJA' } }] },
    ];
    const [told] = await dataOf('GetMedicationHistory:2', { ...medicine, extension });
    expect(told).toMatchObject({
      medicationMedicalRecordBody: {
        medicationPrescription: {
          typeOfPrescription: 'U',
          startOfFirstTreatment: '20200101000000',
          prescriptionChainId: { extension: 'KEDJA' },
        },
      },
    });
  });

  it.each([
    ['lengthOfTreatment', guide, 'treatmentInterval', 'isMaximumTreatmentTime'],
    ['length-of-treatment', ours, 'interval', 'isMaximum'],
  ])('how long a treatment is to last at most: %s', async (name, base, interval, isMaximum) => {
    const [low, high] = [
      { value: 5, unit: 'd' },
      { value: 10, unit: 'd' },
    ];
    const parts = [
      { url: interval, valueRange: { low, high } },
      { url: isMaximum, valueBoolean: true },
    ];
    const dosage = [{ text: '1 × 2', extension: [{ url: `${base}${name}`, extension: parts }] }];
    const [told] = await dataOf('GetMedicationHistory:2', { ...medicine, dosage });
    expect(told).toMatchObject({
      medicationMedicalRecordBody: {
        medicationPrescription: {
          drug: {
            dosage: [
              {
                lengthOfTreatment: {
                  treatmentInterval: { low: '5', high: '10', unit: 'd' },
                  isMaximumTreatmentTime: true,
                },
              },
            ],
          },
        },
      },
    });
  });

  it('the time by which a note is compared with blocks', async () => {
    const [told] = await dataOf('GetCareDocumentation:3', {
      resourceType: 'DocumentReference',
      status: 'current',
      date: '2024-05-01T10:00:00+02:00',
      custodian: { identifier: hsa('SE2321000206-DEMOVG') },
      content: [{ attachment: { contentType: 'text/plain', data: Buffer.from('Text').toString('base64') } }],
      extension: [{ url: `${guide}blockComparisonTime`, valueDateTime: '2019-02-03T10:00:00+01:00' }],
    });
    expect(told).toMatchObject({ header: { accessControlHeader: { blockComparisonTime: '20190203100000' } } });
  });

  it('the role of whoever prescribed', async () => {
    const parts = [
      { url: 'hsaId', valueIdentifier: signer },
      { url: 'roleCode', valueCodeableConcept: { text: 'Överläkare' } },
    ];
    const extension = [{ url: `${guide}prescriber`, extension: parts }];
    const [told] = await dataOf('GetMedicationHistory:2', { ...medicine, extension });
    expect(told).toMatchObject({
      medicationMedicalRecordBody: {
        medicationPrescription: { prescriber: { healthcareProfessionalRoleCode: { originalText: 'Överläkare' } } },
      },
    });
  });
});

const carePlan = { resourceType: 'CarePlan', status: 'active', created: '2024-03-01', title: 'Vårdplan' };
const report = {
  resourceType: 'DiagnosticReport',
  status: 'final',
  issued: '2024-03-01T10:00:00+01:00',
  conclusion: 'Utan anmärkning.',
};
const imaging = { ...report, category: [{ coding: [{ code: 'RAD' }] }] };
const referral = { ...report, category: [{ coding: [{ code: 'OTH' }] }] };

describe('who has signed, and when', () => {
  it.each<[string, ContractId, Given, string]>([
    [
      'a treatment, in parts',
      'GetMedicationHistory:2',
      {
        ...medicine,
        extension: [
          {
            url: `${guide}legalAuthenticator`,
            extension: [
              { url: 'signatureTime', ...signedAt },
              { url: 'hsaId', valueIdentifier: signer },
            ],
          },
        ],
      },
      'medicationMedicalRecordHeader',
    ],
    [
      'a plan, by the guide’s two',
      'GetCarePlans:2',
      {
        ...carePlan,
        extension: [
          { url: `${guide}assertedDate`, ...signedAt },
          { url: `${guide}asserter`, valueReference: { identifier: signer } },
        ],
      },
      'carePlanHeader',
    ],
    [
      'a plan, in the parts of our own face',
      'GetCarePlans:2',
      {
        ...carePlan,
        extension: [
          {
            url: `${ours}legal-authenticator`,
            extension: [
              { url: 'signatureTime', ...signedAt },
              { url: 'legalAuthenticator', valueReference: { identifier: signer } },
            ],
          },
        ],
      },
      'carePlanHeader',
    ],
    ...[`${guide}signatureTime`, `${ours}signature-time`].flatMap((url): [string, ContractId, Given, string][] => {
      const more = { extension: [{ url, ...signedAt }], resultsInterpreter: [{ identifier: signer }] };
      return [
        [`an imaging report: ${url}`, 'GetImagingOutcome:1', { ...imaging, ...more }, 'imagingOutcomeHeader'],
        [`an answer: ${url}`, 'GetReferralOutcome:3', { ...referral, ...more }, 'referralOutcomeHeader'],
      ];
    }),
  ])('%s', async (_, contract, resource, header) => {
    expect(await dataOf(contract, resource)).toMatchObject([
      { [header]: { legalAuthenticator: { ...signature, ...named } } },
    ]);
  });

  it('a laboratory answer', async () => {
    const [told] = await dataOf('GetLaboratoryOrderOutcome:4', {
      ...report,
      category: [{ coding: [{ code: 'LAB' }] }],
      effectiveDateTime: '2024-02-28T07:00:00+01:00',
      extension: [
        { url: `${guide}signatureTime`, ...signedAt },
        { url: `${guide}signatureId`, valueIdentifier: signer },
      ],
    });
    expect(told).toMatchObject({
      header: { signature: { id: { extension: signer.value }, timestamp: signature.signatureTime } },
    });
  });

  it('a measurement', async () => {
    const [told] = await dataOf('GetObservations:1', {
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ system: 'http://snomed.info/sct', code: '27113001', display: 'kroppsvikt' }] },
      effectiveDateTime: '2024-03-01T08:00:00+01:00',
      valueQuantity: { value: 71, unit: 'kg' },
      extension: [
        { url: `${guide}assertedDate`, ...signedAt },
        { url: `${ours}legal-authenticator`, valueReference: { identifier: signer, display: 'Lena Ek' } },
      ],
    });
    expect(told).toMatchObject({
      legalAuthenticator: {
        id: { extension: signer.value },
        name: 'Lena Ek',
        time: { format: 'YYYYMMDDhhmmss', value: signature.signatureTime },
      },
    });
  });

  it('decides whether an answer to a referral lies within the time asked for', async () => {
    const signed = {
      ...referral,
      resultsInterpreter: [{ identifier: signer }],
      extension: [{ url: `${guide}signatureTime`, ...signedAt }],
    };
    const period = { start: '20250101', end: '20251231' };
    expect(await dataOf('GetReferralOutcome:3', signed, { period })).toEqual([]);
    expect(await dataOf('GetReferralOutcome:3', referral, { period })).toHaveLength(1);
  });
});

describe('of reports', () => {
  it.each([
    ['attestedTime', 'attesterHSAId', 'attesterName', guide],
    ['time', 'hsaId', 'name', ours],
  ])('that somebody has read an answer to a referral: %s, %s, %s', async (time, hsaId, name, base) => {
    const parts = [
      { url: time, ...signedAt },
      { url: hsaId, valueIdentifier: signer },
      { url: name, valueString: 'Lena Ek' },
    ];
    const attested = { attestedTime: signature.signatureTime, attesterHSAId: signer.value, attesterName: 'Lena Ek' };
    const read = (extension: readonly object[]) =>
      dataOf('GetReferralOutcome:3', { ...referral, extension: [{ url: `${base}attested`, extension }] });
    expect(await read(parts)).toMatchObject([{ referralOutcomeBody: { attested } }]);
    // Without who or when the contract cannot say it.
    expect(JSON.stringify(await read(parts.slice(1)))).not.toContain('attest');
  });

  it.each([`${guide}ext-document-title`, `${ours}document-title`])('the title of imaging: %s', async (url) => {
    const extension = [{ url, valueString: 'Röntgen handled' }];
    expect(await dataOf('GetImagingOutcome:1', { ...imaging, extension })).toMatchObject([
      { imagingOutcomeHeader: { documentTitle: 'Röntgen handled' } },
    ]);
  });
});

it('the specimens beside the first, as our own face tells them', async () => {
  const contained = ['Blod', 'Serum', 'Urin'].map((text) => ({ resourceType: 'Specimen', id: text, type: { text } }));
  const [told] = await dataOf('GetLaboratoryOrderOutcome:4', {
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ code: 'laboratory' }] }],
    code: { text: 'Kalium' },
    effectiveDateTime: '2024-03-01T08:00:00+01:00',
    valueString: '4,1',
    contained,
    specimen: { reference: '#Blod' },
    extension: ['Serum', 'Urin'].map((id) => ({
      url: `${ours}further-specimen`,
      valueReference: { reference: `#${id}` },
    })),
  });
  const specimen = contained.map(({ id }) => ({ material: { originalText: id } }));
  expect(told).toMatchObject({ body: { groupOfAnalyses: [{ analysis: [{ specimen }] }] } });
});
