import { describe, expect, it } from 'vitest';
import { toRivtaTime } from '../../src/codes/index.ts';
import {
  type Contract,
  contractById,
  getLaboratoryOrderOutcome4,
  type RecordFilter,
  sendable,
  validate,
} from '../../src/contracts/index.ts';

const hsa = '1.2.752.129.2.1.4.1';
const personalNumber = '1.2.752.129.2.1.3.1';
const patientId = { id: '191212121212', type: personalNumber };

const professional = (authorTime: string) => ({
  authorTime,
  healthcareProfessionalHSAId: 'SE2321000016-DEMODOC',
  healthcareProfessionalOrgUnit: { orgUnitHSAId: 'SE2321000016-DEMOUNIT', orgUnitName: 'Kliniken' },
  healthcareProfessionalCareUnitHSAId: ' SE2321000016-DEMOUNIT',
  healthcareProfessionalCareGiverHSAId: 'SE2321000016-DEMOGIVER',
});

const header = (parts: object = {}) => ({
  documentId: 'answer-1',
  sourceSystemHSAId: 'SE2321000016-DEMOSYS',
  documentTime: '20260302101010',
  patientId,
  accountableHealthcareProfessional: professional('20260301080000'),
  approvedForPatient: true,
  ...parts,
});

const analysis = (analysisTime?: object) => ({
  analysisId: { root: 'SE2321000016-DEMOSYS', extension: 'a1' },
  ...(analysisTime && { analysisTime }),
  analysisText: 'P-Kreatinin',
});

const laboratory3 = (parts: object = {}, analyses: readonly object[] = [analysis({ start: '20260228070000' })]) => ({
  laboratoryOrderOutcomeHeader: header(parts),
  laboratoryOrderOutcomeBody: {
    resultType: 'DEF',
    registrationTime: '20260302101010',
    discipline: 'Klinisk kemi',
    accountableHealthcareProfessional: professional('20260302100000'),
    analysis: analyses,
    order: { orderId: '' },
  },
});

const id = (extension: string, root = 'SE2321000016-DEMOSYS') => ({ root, extension });
const specimen = (timestamp: string, extension = 's1') => ({ identifier: id(extension), timestamp });

const laboratory4 = (access: object = {}, specimens: readonly object[] = [specimen('20260228070000')]) => ({
  header: {
    accessControlHeader: {
      accountableCareGiver: id('SE2321000016-DEMOGIVER', hsa),
      accountableCareUnit: id('SE2321000016-DEMOUNIT', hsa),
      blockComparisonTime: '20260228070000',
      approvedForPatient: true,
      patientId: id(patientId.id, personalNumber),
      ...access,
    },
    sourceSystemId: id('SE2321000016-DEMOSYS', hsa),
    record: { id: id('answer-1'), timestamp: '20260302101010' },
  },
  body: {
    identifier: id('answer-1'),
    type: { code: 'final', codeSystem: '2.16.840.1.113883.4.642.3.235', displayName: 'Slutgiltigt' },
    referral: { identifier: id('r1'), timestamp: '20260227120000' },
    groupOfAnalyses: [
      {
        analysis: [
          {
            code: { originalText: 'Odling' },
            specimen: specimens,
            result: [
              {
                value: { st: 'Växt av E. coli' },
                related: [{ code: { originalText: 'Cefotaxim' }, specimen: [specimen('20260305070000', 's9')] }],
              },
            ],
          },
        ],
      },
    ],
    recipientUnit: { name: 'Vårdcentralen' },
  },
});

const referral = (parts: object = {}) => ({
  referralOutcomeHeader: header(parts),
  referralOutcomeBody: {
    referralOutcomeTypeCode: 'SS',
    referralOutcomeText: 'Utan anmärkning',
    act: [{ actText: 'EKG', actResult: [{ id: 'x', mediaType: 'text/plain', reference: 'https://example.org/1' }] }],
    referral: { referralId: 'r1', referralReason: 'Hjärtsvikt?', referralAuthor: professional('20260101080000') },
  },
});

const referralOf = (authorTime: string) => ({
  referral: { referralId: 'r1', accountableHealthcareProfessional: professional(authorTime) },
});

const imaging = (parts: object = {}, body: object = {}) => ({
  imagingOutcomeHeader: header(parts),
  imagingOutcomeBody: {
    typeOfResult: 'DEF',
    resultTime: '20260303090000',
    resultReport: 'Inga frakturer',
    imageRecording: [
      {
        examinationActivity: { originalText: 'Slätröntgen handled' },
        examinationTimePeriod: { start: '20260301080000' },
        accountableHealthcareProfessional: professional('20260301080000'),
        modalityData: { manufacturer: 'Tillverkaren', lineFilter: { value: '50', unit: 'Hz' } },
      },
    ],
    ...body,
  },
});

const ecg = (parts: object = {}, body: object = {}) => ({
  ecgOutcomeHeader: header(parts),
  ecgOutcomeBody: { typeOfResult: 'DEF', resultTime: '20260303090000', resultReport: 'Sinusrytm', ...body },
});

const maternity = (parts: object = {}) => ({
  maternityMedicalRecordHeader: header(parts),
  maternityMedicalRecordBody: { pregnancyCheckupRecord: { completeWeeksOfGestation: 12 } },
});

function contract(name: string): Contract {
  const found = contractById(name as `${string}:${number}`);
  if (!found) throw new Error(`${name} is not in the registry`);
  return found;
}

type Item = Parameters<Contract['headerOf']>[0];

describe('the header of a record', () => {
  it.each([
    ['GetLaboratoryOrderOutcome:3', laboratory3(), '20260301080000'],
    ['GetLaboratoryOrderOutcome:4', laboratory4(), '20260302101010'],
    ['GetReferralOutcome:3', referral(), '20260301080000'],
    ['GetImagingOutcome:1', imaging(), '20260301080000'],
    ['GetECGOutcome:1', ecg(), '20260301080000'],
    ['GetMaternityMedicalHistory:2', maternity(), '20260301080000'],
  ])('%s', (name, item, time) => {
    expect(validate(contract(name).item, item, 'item')).toEqual([]);
    expect(contract(name).headerOf(item as Item)).toEqual({
      documentId: 'answer-1',
      sourceSystem: 'SE2321000016-DEMOSYS',
      patient: patientId,
      time,
      careUnit: 'SE2321000016-DEMOUNIT',
      careProvider: 'SE2321000016-DEMOGIVER',
      approvedForPatient: true,
      nullified: false,
    });
  });

  it.each(['GetLaboratoryOrderOutcome:3', 'GetLaboratoryOrderOutcome:4', 'GetECGOutcome:1'])(
    'of something that is no %s at all is empty',
    (name) => {
      const { patient, documentId } = contract(name).headerOf({} as Item);
      expect({ patient, documentId }).toEqual({ patient: { id: '', type: '' }, documentId: '' });
    },
  );

  it.each([
    [
      'its root as well, when the source did not issue the id',
      { header: { record: { id: id('7', '1.2.3') } } },
      { documentId: '1.2.3/7' },
    ],
    [
      'its id alone, when it is a local one',
      { header: { record: { id: id('7', '1.2.752.129.2.1.2.1') } } },
      { documentId: '7' },
    ],
    ['no care unit, when it has none', laboratory4({ accountableCareUnit: undefined }), { careUnit: undefined }],
    [
      'no care unit and care provider, when neither is named by its HSA-id',
      laboratory4({ accountableCareUnit: id('17'), accountableCareGiver: id('18') }),
      { careUnit: undefined, careProvider: undefined },
    ],
    [
      'the number of its care provider, when no HSA-id names it',
      laboratory4({ accountableCareGiver: id(' 232100-0206 ', '1.2.752.29.4.3') }),
      { careProvider: undefined, careProviderNumber: '232100-0206' },
    ],
  ])('of a laboratory answer of version 4 has %s', (_, item, expected) => {
    expect(contract('GetLaboratoryOrderOutcome:4').headerOf(item as Item)).toMatchObject(expected);
  });
});

const march = { start: '20260301', end: '20260331' };
const signed = (signatureTime: string) => ({ legalAuthenticator: { signatureTime } });
const written = (time: string) => ({ accountableHealthcareProfessional: professional(time) });
const today = toRivtaTime(Date.now()).slice(0, 8);

describe('the interval', () => {
  it.each([
    [
      'GetLaboratoryOrderOutcome:3',
      'sampled on its last second',
      laboratory3({}, [analysis({ start: '20260331235959' })]),
      true,
    ],
    [
      'GetLaboratoryOrderOutcome:3',
      'sampled the day before',
      laboratory3({}, [analysis({ end: '20260228235959' })]),
      false,
    ],
    [
      'GetLaboratoryOrderOutcome:3',
      'sampled all through it',
      laboratory3({}, [analysis({ start: '20260101000000', end: '20261231000000' })]),
      true,
    ],
    [
      'GetLaboratoryOrderOutcome:3',
      'one sample before and one after',
      laboratory3({}, [analysis({ start: '20260201000000' }), analysis({ start: '20260401000000' })]),
      false,
    ],
    ['GetLaboratoryOrderOutcome:3', 'no sampling time, answered in it', laboratory3({}, [analysis()]), true],
    [
      'GetLaboratoryOrderOutcome:3',
      'no sampling time, answered after it',
      laboratory3({ documentTime: '20260401000000' }, []),
      false,
    ],
    ['GetLaboratoryOrderOutcome:4', 'only the sample of a related analysis in it', laboratory4(), true],
    [
      'GetLaboratoryOrderOutcome:4',
      'any of the samples',
      laboratory4({}, [specimen('20260101000000'), specimen('20260301000000')]),
      true,
    ],
    [
      'GetReferralOutcome:3',
      'written before, signed in it',
      referral({ ...written('20260101000000'), ...signed('20260301000000') }),
      true,
    ],
    [
      'GetReferralOutcome:3',
      'written before, signed after',
      referral({ ...written('20260101000000'), ...signed('20260401000000') }),
      true,
    ],
    [
      'GetReferralOutcome:3',
      'written and signed before',
      referral({ ...written('20260101000000'), ...signed('20260228000000') }),
      false,
    ],
    ['GetReferralOutcome:3', 'written before, not signed yet', referral(written('20260101000000')), true],
    ['GetReferralOutcome:3', 'written after', referral(written('20260401000000')), false],
    [
      'GetImagingOutcome:1',
      'written before, answered after',
      imaging(written('20260101000000'), { resultTime: '20260401000000' }),
      true,
    ],
    [
      'GetImagingOutcome:1',
      'referred before, the rest after',
      imaging(written('20260402000000'), { resultTime: '20260401000000', ...referralOf('20260201000000') }),
      true,
    ],
    ['GetImagingOutcome:1', 'all after', imaging(written('20260402000000'), { resultTime: '20260401000000' }), false],
    ['GetECGOutcome:1', 'all before', ecg(written('20260202000000'), { resultTime: '20260201000000' }), false],
    ['GetECGOutcome:1', 'answered in it', ecg(written('20260202000000')), true],
    ['GetMaternityMedicalHistory:2', 'first written in it', maternity(written('20260401000000')), true],
    [
      'GetMaternityMedicalHistory:2',
      'all after',
      maternity({ ...written('20260401000000'), documentTime: '20260401000000' }),
      false,
    ],
    [
      'GetMaternityMedicalHistory:2',
      'signed after, the rest before',
      maternity({ ...written('20260101000000'), documentTime: '20260101000000', ...signed('20260401000000') }),
      true,
    ],
  ])('%s, %s', (name, _, item, within) => {
    expect(contract(name).inPeriod(item as Item, march)).toBe(within);
  });

  it('that has not begun holds no referral outcome, signed or not', () => {
    const later = { start: '20990101', end: '20991231' };
    expect(contract('GetReferralOutcome:3').inPeriod(referral() as Item, later)).toBe(false);
    expect(contract('GetReferralOutcome:3').inPeriod(referral() as Item, { start: today, end: today })).toBe(true);
  });

  it('counts the sampling time of the header where a laboratory answer of version 4 names no sample', () => {
    const item = { ...laboratory4({ blockComparisonTime: '20260310000000' }), body: { identifier: id('1') } };
    expect(contract('GetLaboratoryOrderOutcome:4').inPeriod(item as Item, march)).toBe(true);
  });
});

describe('a request', () => {
  const filter: RecordFilter = {
    patient: patientId,
    period: march,
    careUnits: ['SE2321000016-DEMOUNIT'],
    sourceSystem: 'SE2321000016-DEMOSYS',
    careContacts: ['c1'],
  };

  it.each([
    ['GetLaboratoryOrderOutcome:3', 'careUnitHSAId', 'timePeriod'],
    ['GetReferralOutcome:3', 'careUnitHSAid', 'datePeriod'],
    ['GetImagingOutcome:1', 'careUnitHSAId', 'datePeriod'],
    ['GetECGOutcome:1', 'careUnitHSAId', 'datePeriod'],
    ['GetMaternityMedicalHistory:2', 'careUnitHSAid', 'timePeriod'],
  ])('%s spells its filters %s and %s, and says all that was asked', (name, units, period) => {
    const request = contract(name).requestFor(filter);
    expect(validate(contract(name).request, request, 'request')).toEqual([]);
    expect(request).toMatchObject({ [units]: filter.careUnits, [period]: march });
    expect(contract(name).filterOf(request)).toEqual(filter);
  });

  it('of laboratory 4 identifies by root and extension, and keeps the filters that it alone has', () => {
    const specific = {
      careGiverHSAId: [id('SE2321000016-DEMOGIVER', hsa)],
      specimenIdentifier: [id('s1')],
      referralIdentifier: [id('r1')],
    };
    const asked = { ...filter, careContacts: [], specific };
    const request = getLaboratoryOrderOutcome4.requestFor(asked);
    expect(validate(getLaboratoryOrderOutcome4.request, request, 'request')).toEqual([]);
    expect(request).toEqual({
      careUnitHSAId: [id('SE2321000016-DEMOUNIT', hsa)],
      patientId: id('191212121212', personalNumber),
      datePeriod: march,
      sourceSystemHSAId: id('SE2321000016-DEMOSYS', hsa),
      ...specific,
    });
    expect(getLaboratoryOrderOutcome4.filterOf(request)).toEqual(asked);
  });

  it.each(['GetLaboratoryOrderOutcome:3', 'GetLaboratoryOrderOutcome:4', 'GetReferralOutcome:3'])(
    'of %s may leave an end of the interval open',
    (name) => {
      const { request, filterOf } = contract(name);
      const period = Object.keys(request.elements).find((element) => element.endsWith('Period')) ?? '';
      const patient = name.endsWith(':4') ? id('191212121212', personalNumber) : patientId;
      const read = filterOf({ patientId: patient, [period]: { start: '20260301' } } as never);
      expect(read.period).toEqual({ start: '20260301', end: '20991231' });
    },
  );

  it.each([
    ['the care provider, in any case', { careGiverHSAId: [id('se2321000016-demogiver', hsa)] }, true],
    ['another care provider', { careGiverHSAId: [id('SE2321000016-DEMOOTHER', hsa)] }, false],
    ['a specimen', { specimenIdentifier: [id('s0'), id('s1')] }, true],
    ['the specimen of a related analysis', { specimenIdentifier: [id('s9')] }, true],
    ['a specimen of another issuer', { specimenIdentifier: [id('s1', '1.2.3')] }, false],
    ['a specimen in the wrong case', { specimenIdentifier: [id('S1')] }, false],
    ['the referral', { referralIdentifier: [id('r1')] }, true],
    ['the referral and another specimen', { referralIdentifier: [id('r1')], specimenIdentifier: [id('s2')] }, false],
  ])('of laboratory 4 selects by %s', (_, specific, selected) => {
    expect(contract('GetLaboratoryOrderOutcome:4').selects?.(laboratory4() as Item, specific)).toBe(selected);
  });
});

describe('what must not be sent', () => {
  const withdrawn = { nullified: true, nullifiedReason: 'fel patient' };
  const roleCode = {
    legalAuthenticator: { signatureTime: '20260301000000', legalAuthenticatorRoleCode: { code: '1' } },
  };
  const owner = /healthcareProfessionalCare(Unit|Giver)HSAId/g;

  it.each([
    ['GetLaboratoryOrderOutcome:3', laboratory3({ ...withdrawn, ...roleCode })],
    ['GetReferralOutcome:3', referral({ ...withdrawn, ...roleCode })],
    ['GetImagingOutcome:1', imaging(roleCode, referralOf('20260201000000'))],
    ['GetECGOutcome:1', ecg(roleCode, referralOf('20260201000000'))],
  ])('in %s: withdrawals, the role of the signer, and who owns the work of others than the author', (name, item) => {
    const sent = JSON.stringify(sendable(contract(name), item));
    for (const forbidden of ['nullified', 'legalAuthenticatorRoleCode', 'lineFilter', '"id":"x"'])
      expect(sent).not.toContain(forbidden);
    // The header's own two are left, on which access is judged.
    expect(sent.match(owner)).toHaveLength(2);
    expect(sent).toContain('documentTime');
  });

  it('is nothing of a withdrawn imaging report: this contract may tell of it', () => {
    expect(contract('GetImagingOutcome:1').forbidsNullified).toBe(false);
    expect(sendable(contract('GetImagingOutcome:1'), imaging(withdrawn))).toMatchObject({
      imagingOutcomeHeader: withdrawn,
    });
  });

  it('in laboratory 4: the lock and the unit of the signer', () => {
    const item = laboratory4({ lockTime: '20260301000000' });
    const by = { timestamp: '20260301000000', orgUnit: { name: 'Kliniken' } };
    const sent = sendable(contract('GetLaboratoryOrderOutcome:4'), {
      ...item,
      header: { ...item.header, author: by, signature: by },
    });
    expect(sent).toMatchObject({ header: { author: by, signature: { timestamp: by.timestamp } } });
    expect(JSON.stringify(sent)).not.toContain('lockTime');
    expect(JSON.stringify(sent).match(/Kliniken/g)).toHaveLength(1);
  });
});
