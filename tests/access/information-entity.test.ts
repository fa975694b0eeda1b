import { describe, expect, it } from 'vitest';
import { blockTypeOf, informationTypesOf } from '../../src/access/block-types.ts';
import { entityOf } from '../../src/access/index.ts';
import { type ContractId, contracts, type RecordHeader } from '../../src/contracts/index.ts';

const header: RecordHeader = {
  documentId: 'd-1',
  sourceSystem: 'SE2321000230-DEMOVAS',
  patient: { id: '191212121212', type: '1.2.752.129.2.1.3.1' },
  time: '20240110120000',
  careUnit: 'SE2321000230-DEMOVE',
  careProvider: 'SE2321000230-DEMOVG',
  approvedForPatient: true,
  nullified: false,
};
const entity = (contract: ContractId, data: unknown = {}, change: Partial<RecordHeader> = {}) =>
  entityOf({ contract, header: { ...header, ...change }, data });

const types: Record<string, string | undefined> = {
  'GetDiagnosis:2': 'dia',
  'GetCareDocumentation:2': 'voo',
  'GetCareDocumentation:3': 'voo',
  'GetAlertInformation:2': 'upp',
  'GetFunctionalStatus:2': undefined,
  'GetLaboratoryOrderOutcome:3': 'und-kkm-ure',
  'GetLaboratoryOrderOutcome:4': 'und-kkm-ure',
  'GetReferralOutcome:3': 'und-kon-ure',
  'GetImagingOutcome:1': 'und-bdi-ure',
  'GetECGOutcome:1': 'und-ekg-ure',
  'GetMaternityMedicalHistory:2': 'utr-mtr',
  'GetMedicationHistory:2': 'lak',
  'GetVaccinationHistory:2': 'caa-gvh',
  'GetCareContacts:2': 'vko',
  'GetCareContacts:3': 'vko',
  'GetCarePlans:2': 'cll-cp',
  'GetObservations:1': 'chb-o',
  'GetActivities:1': 'caa-ga',
  'GetRequestActivities:1': undefined,
};

describe('the block type of a contract', () => {
  it.each(Object.entries(types))('%s is %s', (contract, type) => {
    expect(blockTypeOf(contract as ContractId)).toBe(type);
  });

  it('has a row here for every contract', () => {
    expect(contracts.map(({ id }) => id).sort()).toEqual(Object.keys(types).sort());
  });

  it('is unspecified for a contract that is not known', () => {
    expect([blockTypeOf('GetSecrets:1'), informationTypesOf('GetSecrets:1')]).toEqual([undefined, []]);
  });
});

const compared = '20231201000000';
const times: [ContractId, unknown, string, string][] = [
  ['GetDiagnosis:2', {}, '2024-01-10T12:00:00+01:00', '2024-01-10T12:00:00+01:00'],
  [
    'GetCareDocumentation:3',
    { header: { accessControlHeader: { blockComparisonTime: compared } } },
    '2023-12-01T00:00:00+01:00',
    '2023-12-01T23:59:59+01:00',
  ],
  ['GetCareDocumentation:3', {}, '2024-01-10T12:00:00+01:00', '2024-01-10T12:00:00+01:00'],
  [
    'GetLaboratoryOrderOutcome:4',
    { header: { accessControlHeader: { blockComparisonTime: compared } } },
    '2023-12-01T00:00:00+01:00',
    '2023-12-01T23:59:59+01:00',
  ],
  [
    'GetLaboratoryOrderOutcome:3',
    {
      laboratoryOrderOutcomeBody: {
        analysis: [
          { analysisTime: { start: '20230701100000', end: '20230701110000' } },
          { analysisTime: { end: compared } },
        ],
      },
    },
    '2023-07-01T10:00:00+02:00',
    '2023-12-01T23:59:59+01:00',
  ],
  ['GetLaboratoryOrderOutcome:3', {}, '2024-01-10T12:00:00+01:00', '2024-01-10T12:00:00+01:00'],
  [
    'GetObservations:1',
    { observation: [{ registrationTime: compared }, { registrationTime: '20230701100000' }] },
    '2023-07-01T10:00:00+02:00',
    '2023-12-01T23:59:59+01:00',
  ],
  [
    'GetActivities:1',
    { activity: [{ registrationTime: compared }] },
    '2023-12-01T00:00:00+01:00',
    '2023-12-01T23:59:59+01:00',
  ],
];

describe('a record as blocks are compared with it', () => {
  it.each(times)('is of the time that %s compares: %j', (contract, data, start, end) => {
    expect(entity(contract, data)).toMatchObject({ start, end });
  });

  it('is unspecified in time where the time is missing or unreadable', () => {
    expect(entity('GetDiagnosis:2', {}, { time: '' })).toMatchObject({ start: undefined, end: undefined });
    expect(entity('GetDiagnosis:2', {}, { time: '20241301000000' })?.start).toBeUndefined();
  });

  it.each<[ContractId, unknown]>([
    [
      'GetLaboratoryOrderOutcome:3',
      { laboratoryOrderOutcomeBody: { analysis: [{ analysisTime: { end: compared } }, {}] } },
    ],
    ['GetObservations:1', { observation: [{ registrationTime: compared }, {}] }],
    ['GetObservations:1', { observation: [{ time: { start: { value: '20240110' } } }] }],
  ])('is unspecified in time where a part of %s lacks its own', (contract, data) => {
    expect(entity(contract, data)).toMatchObject({ start: undefined, end: undefined });
  });

  it('is of any time of the day where it is known to the day alone', () => {
    expect(entity('GetDiagnosis:2', {}, { time: '20240110000000' })).toMatchObject({
      start: '2024-01-10T00:00:00+01:00',
      end: '2024-01-10T23:59:59+01:00',
    });
    const registrations = {
      observation: ['20240110000000', '20240110080000'].map((registrationTime) => ({ registrationTime })),
    };
    expect(entity('GetObservations:1', registrations)?.end).toBe('2024-01-10T23:59:59+01:00');
  });

  it('belongs to the unit and care provider of its header', () => {
    const { careProvider, careUnit } = header;
    expect(entity('GetDiagnosis:2')).toMatchObject({ careProvider, careUnit, type: 'dia' });
    expect(entity('GetDiagnosis:2', {}, { careUnit: '' })?.careUnit).toBeUndefined();
    expect(entity('GetDiagnosis:2', {}, { careProvider: undefined })).toBeUndefined();
  });
});
