import { describe, expect, it } from 'vitest';
import type { ContractId } from '../../../src/contracts/index.ts';
import type { ShownRecord } from '../../../src/faces/portal-api/shapes/reading.ts';
import { itemsOf } from '../../../src/portal/records/items.ts';
import { shown } from './shown-record.ts';

const now = '20261120120000';
const professional = { authorTime: '20260101080000' };
const signed = {
  accountableHealthcareProfessional: professional,
  legalAuthenticator: { signatureTime: '20260102080000' },
};

function itemOf(contract: ContractId, data: unknown, more: Partial<ShownRecord> = {}) {
  const [item] = itemsOf(shown(contract, data, more), now);
  return item;
}

describe('a record', () => {
  const data = { diagnosisHeader: signed, diagnosisBody: { typeOfDiagnosis: 'Huvuddiagnos' } };
  const marksWith = (more: Partial<ShownRecord>) => itemOf('GetDiagnosis:2', data, more)?.marks;

  it('is marked by what its source or the bridge says of it, the gravest first', () => {
    expect(marksWith({})).toEqual([]);
    expect(marksWith({ possibleDuplicate: true, approvedForPatient: false, nullified: true })).toEqual([
      'withdrawn',
      'not-shown-to-patient',
      'possible-duplicate',
    ]);
  });

  it('without a signature says so, where the contract has a place for one', () => {
    const unsigned = { ...data, diagnosisHeader: { accountableHealthcareProfessional: professional } };
    expect(itemOf('GetDiagnosis:2', unsigned)?.marks).toEqual(['unsigned']);
    const contact = {
      careContactHeader: {},
      careContactBody: { careContactTimePeriod: { start: now }, careContactCode: 1 },
    };
    expect(itemOf('GetCareContacts:2', contact)?.marks).toEqual([]);
  });
});

describe('an order of a medicine', () => {
  const order = (prescription: object) =>
    itemOf('GetMedicationHistory:2', {
      medicationMedicalRecordHeader: signed,
      medicationMedicalRecordBody: {
        medicationPrescription: {
          typeOfPrescription: 'I',
          prescriptionStatus: 'Active',
          selfMedication: false,
          ...prescription,
        },
      },
    });

  it.each([
    ['current', 'goes on', {}],
    ['current', 'is to end', { endOfTreatment: '20261121' }],
    ['current', 'is to be stopped', { typeOfPrescription: 'U', endOfTreatment: '20261121000000' }],
    ['planned', 'is to begin', { startOfTreatment: '20261120120001' }],
    ['ended', 'has ended', { endOfTreatment: '20261120115959' }],
    ['ended', 'is stopped', { typeOfPrescription: 'U' }],
    ['ended', 'is replaced by a later one', { prescriptionStatus: 'Inactive' }],
    ['ended', 'has ended before it was to begin', { startOfTreatment: '20261201', endOfTreatment: '20261119' }],
  ])('is %s when it %s', (state, _when, prescription) => {
    expect(order(prescription)?.group).toBe(state);
    expect(order(prescription)?.marks).toEqual(state === 'current' ? [] : [`order-${state}`]);
  });

  it('of the patient’s own is said to be that', () => {
    expect(order({ selfMedication: true })?.marks).toEqual(['self-medication']);
  });
});

describe('a diagnosis', () => {
  const group = (body: object) =>
    itemOf('GetDiagnosis:2', { diagnosisHeader: signed, diagnosisBody: { typeOfDiagnosis: 'Bidiagnos', ...body } })
      ?.group;

  it('is chronic where the source says so, else of the time it was made', () => {
    expect(group({ chronicDiagnosis: true, diagnosisTime: '20010101000000' })).toBe('chronic');
    expect(group({ chronicDiagnosis: false, diagnosisTime: '20251120120000' })).toBe('last-year');
    expect(group({ diagnosisTime: '20251120115959' })).toBe('earlier');
  });
});

describe('a warning', () => {
  const marks = (body: object) =>
    itemOf('GetAlertInformation:2', {
      alertInformationHeader: signed,
      alertInformationBody: {
        typeOfAlertInformation: { code: 'upp-okh' },
        validityTimePeriod: { start: '20200101000000' },
        ...body,
      },
    })?.marks;

  it('is obsolete once that was registered or its time is out, not before', () => {
    expect(marks({})).toEqual([]);
    expect(marks({ obsoleteTime: '20261120120000' })).toEqual(['obsolete']);
    expect(marks({ obsoleteTime: '20261120120001' })).toEqual([]);
    expect(marks({ validityTimePeriod: { end: '20261119000000' } })).toEqual(['obsolete']);
  });

  it('that stands in another’s place is a correction', () => {
    const related = { typeOfAlertInformationRelationship: { code: 'ers' }, documentId: ['x'] };
    expect(marks({ relatedAlertInformation: [related] })).toEqual(['corrected']);
  });
});

it.each<readonly [ContractId, object, readonly string[]]>([
  [
    'GetCareDocumentation:2',
    {
      careDocumentationHeader: signed,
      careDocumentationBody: {
        clinicalDocumentNote: { clinicalDocumentNoteText: 'x', dissentintOpinion: [{ opinion: 'nej' }] },
      },
    },
    ['dissenting-opinion'],
  ],
  [
    'GetObservations:1',
    {
      legalAuthenticator: {},
      observation: [{ type: { code: '1' }, value: {}, valueNegation: true, approvedForPatient: false }],
    },
    ['negated', 'not-shown-to-patient'],
  ],
  [
    'GetLaboratoryOrderOutcome:3',
    {
      laboratoryOrderOutcomeHeader: signed,
      laboratoryOrderOutcomeBody: {
        resultType: 'PREL',
        analysis: [{ analysisText: 'x', analysisOutcome: { pathologicalFlag: true } }],
      },
    },
    ['preliminary', 'outside-reference'],
  ],
  [
    'GetLaboratoryOrderOutcome:4',
    { header: { record: { timestamp: now }, signature: {} }, body: { type: { code: 'corrected' }, text: 'x' } },
    ['corrected'],
  ],
  [
    'GetCareContacts:2',
    { careContactHeader: {}, careContactBody: { careContactStatus: 2, careContactTimePeriod: {} } },
    ['cancelled'],
  ],
  [
    'GetCareContacts:3',
    { careContactHeader: {}, careContactBody: { careContactStatus: { code: '53691000052102' } } },
    ['withdrawn'],
  ],
  [
    'GetImagingOutcome:1',
    {
      imagingOutcomeHeader: signed,
      imagingOutcomeBody: { typeOfResult: 'TILL', imageRecording: [{ examinationStatus: 'Annullerad' }] },
    },
    ['cancelled', 'supplementary'],
  ],
])('%s tells what decides how it may be used', (contract, data, marks) => {
  expect(itemOf(contract, data)?.marks).toEqual(marks);
});

const snomedCt = '1.2.752.116.2.1.1';
const hl7 = '2.16.840.1.113883.5.83';

it.each([
  [true, [{ code: '394844007', codeSystem: snomedCt, displayName: 'Utanför referensintervall' }]],
  [true, [{ code: 'H', codeSystem: hl7 }]],
  [false, [{ code: '281301001', codeSystem: snomedCt }]],
  [
    true,
    [
      { code: 'N', codeSystem: hl7 },
      { code: 'L', codeSystem: hl7 },
    ],
  ],
  // As the bridge translates the flag of version 3.
  [true, [{ originalText: 'Utanför referensintervall' }]],
  [false, [{ originalText: 'Inom referensintervall' }]],
  [undefined, [{ originalText: 'Normal, ej förhöjd' }]],
  [undefined, [{ originalText: 'Ej inom referens' }]],
  [undefined, [{ code: 'H', codeSystem: '1.2.3' }]],
  [undefined, undefined],
])('says that a value is outside its interval (%s) only where a code does: %j', (outside, interpretation) => {
  const result = [{ value: { st: '4' }, interpretation }];
  const item = itemOf('GetLaboratoryOrderOutcome:4', {
    header: { record: { timestamp: now }, signature: {} },
    body: { type: { code: 'final' }, groupOfAnalyses: [{ analysis: [{ code: { code: 'NPU1' }, result }] }] },
  });
  expect(item?.measurement?.outside).toBe(outside);
  expect(item?.marks).toEqual(outside ? ['outside-reference'] : []);
});
