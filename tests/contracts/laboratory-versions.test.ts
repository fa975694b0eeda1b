import { describe, expect, it } from 'vitest';
import { type ContractId, translateRecord, translations } from '../../src/contracts/index.ts';

const npu = '1.2.752.108.1';
const hsa = '1.2.752.129.2.1.4.1';
const source = 'SE2321000016-DEMOSYS';
const sampled = '20260301070000';
const creatinine = { code: 'NPU18016', codeSystem: npu, displayName: 'P-Kreatinin' };

type Analysis3 = Readonly<Record<string, unknown>>;

const answer3 = (analysis: readonly Analysis3[]) => ({
  laboratoryOrderOutcomeHeader: {
    documentId: 'svar-1',
    sourceSystemHSAId: source,
    documentTime: '20260302101010',
    patientId: { id: '191212121212', type: '1.2.752.129.2.1.3.1' },
    accountableHealthcareProfessional: {
      authorTime: '20260302090000',
      healthcareProfessionalHSAId: 'SE2321000016-DEMODOC',
      healthcareProfessionalOrgUnit: { orgUnitHSAId: 'SE2321000016-DEMOUNIT', orgUnitName: 'Vårdcentralen' },
      healthcareProfessionalCareUnitHSAId: 'SE2321000016-DEMOUNIT',
      healthcareProfessionalCareGiverHSAId: 'SE2321000016-DEMOGIVER',
    },
    legalAuthenticator: { signatureTime: '20260302093000', legalAuthenticatorName: 'Lena Labb' },
    approvedForPatient: true,
  },
  laboratoryOrderOutcomeBody: {
    resultType: 'DEF',
    registrationTime: '20260302101010',
    discipline: 'Klinisk kemi',
    resultReport: 'Lätt förhöjt kreatinin.',
    analysis,
    order: { orderId: 'remiss-1', orderReason: 'Njurfunktion?' },
  },
});

const analysis3 = (id: string, parts: Analysis3 = {}): Analysis3 => ({
  analysisId: { root: source, extension: id },
  analysisTime: { start: sampled },
  analysisText: id,
  analysisStatus: 'Avklarad',
  specimen: 'Plasma',
  ...parts,
});

const outcome = (outcomeValue: string, parts: object = {}) => ({
  analysisOutcome: { outcomeValue, pathologicalFlag: false, ...parts },
});
const refersTo = (id: string) => ({ relationToAnalysis: [{ analysisId: { root: source, extension: id } }] });

function told(from: ContractId, data: object) {
  const translation = translations.find((one) => one.from === from);
  if (!translation) throw new Error(`nothing tells ${from} otherwise`);
  const header = {} as Parameters<typeof translateRecord>[0]['header'];
  const { record, lost } = translateRecord({ contract: from, header, data }, translation);
  return { data: record?.data as never, lost };
}

const in4 = (data: object) => told('GetLaboratoryOrderOutcome:3', data);
const in3 = (data: object) => told('GetLaboratoryOrderOutcome:4', data);

describe('a laboratory answer that both versions can tell', () => {
  const whole = answer3([
    analysis3('njure', {
      analysisCode: creatinine,
      analysisText: undefined,
      method: 'Enzymatisk',
      analysisComment: 'Fastande',
      attested: { attestedTime: '20260303080000', attesterHSAId: 'SE2321000016-DEMODOC', attesterName: 'Dora Doktor' },
      ...outcome('112', {
        outcomeUnit: 'µmol/L',
        observationTime: '20260301120000',
        pathologicalFlag: true,
        outcomeDescription: 'Kontrolleras om',
        referenceInterval: '45-90',
        referencePopulation: 'Kvinnor',
      }),
    }),
    analysis3('odling', outcome('Växt av E. coli')),
    analysis3('cefotaxim', { ...refersTo('odling'), ...outcome('S') }),
  ]);

  it('is the same when it comes back', () => {
    const { data, lost } = in4(whole);
    expect(lost).toEqual([]);
    expect(in3(data).data).toEqual(JSON.parse(JSON.stringify(whole)));
  });

  it('has its parts where the other version has them', () => {
    const identifier = { root: source, extension: 'njure' };
    expect(in4(whole).data).toMatchObject({
      header: {
        accessControlHeader: { blockComparisonTime: sampled },
        record: { id: { root: source, extension: 'svar-1' }, timestamp: '20260302101010' },
        author: { timestamp: '20260302090000' },
        signature: { name: 'Lena Labb', timestamp: '20260302093000' },
      },
      body: {
        type: { code: 'final' },
        text: 'Lätt förhöjt kreatinin.',
        referral: { identifier: { root: source, extension: 'remiss-1' }, question: 'Njurfunktion?' },
        groupOfAnalyses: [
          {
            analysis: [
              {
                identifier,
                code: creatinine,
                timestamp: '20260301120000',
                specimen: [{ timestamp: sampled, material: { originalText: 'Plasma' } }],
                result: [
                  {
                    value: { pq: { value: '112', unit: 'µmol/L' } },
                    interpretation: [{ originalText: 'Utanför referensintervall' }],
                    reference: {
                      interval: { low: '45', lowClosed: true, high: '90', highClosed: true, unit: 'µmol/L' },
                      population: 'Kvinnor',
                    },
                    recipientSignature: { id: { root: hsa, extension: 'SE2321000016-DEMODOC' } },
                  },
                ],
              },
            ],
          },
          { analysis: [{ result: [{ related: [{ code: { originalText: 'cefotaxim' } }] }] }] },
        ],
        recipientUnit: { name: 'Vårdcentralen' },
      },
    });
  });
});

describe('a value of version 3', () => {
  it.each([
    ['112', 'µmol/L', { pq: { value: '112', unit: 'µmol/L' } }],
    ['0,10', undefined, { pq: { value: '0,10', unit: '' } }],
    ['1.50e-3', 'g', { pq: { value: '1.50e-3', unit: 'g' } }],
    ['<0.05', 'mg/L', { intervalPQ: { high: '0.05', highClosed: false, unit: 'mg/L' } }],
    ['>=90', undefined, { intervalPQ: { low: '90', lowClosed: true, unit: '' } }],
    ['1-2', '/fält', { intervalPQ: { low: '1', lowClosed: true, high: '2', highClosed: true, unit: '/fält' } }],
    ['< 5', 'mg/L', { st: '< 5 mg/L' }],
    ['007', undefined, { st: '007' }],
    ['9-3', undefined, { st: '9-3' }],
    ['1:20', undefined, { st: '1:20' }],
    ['Negativ', undefined, { st: 'Negativ' }],
  ])('%s %s keeps its digits', (value, unit, expected) => {
    const { data } = in4(answer3([analysis3('a', outcome(value, unit ? { outcomeUnit: unit } : {}))]));
    expect(data).toMatchObject({ body: { groupOfAnalyses: [{ analysis: [{ result: [{ value: expected }] }] }] } });
    const back = 'st' in expected ? expected.st : value;
    expect(in3(data).data).toMatchObject({
      laboratoryOrderOutcomeBody: { analysis: [{ analysisOutcome: { outcomeValue: back } }] },
    });
  });
});

describe('relations of version 3', () => {
  it('to an analysis without outcome become its group, and come back', () => {
    const { data, lost } = in4(
      answer3([
        { analysisId: { root: source, extension: 'g' }, analysisText: 'Blodstatus', analysisComment: 'Hemolys' },
        analysis3('hb', { ...refersTo('g'), ...outcome('112') }),
        analysis3('lpk', { ...refersTo('g'), ...outcome('7.1') }),
      ]),
    );
    expect(lost).toEqual(['laboratoryOrderOutcomeBody/analysis/analysisId']);
    expect(data).toMatchObject({
      body: { groupOfAnalyses: [{ name: 'Blodstatus', comment: 'Hemolys', analysis: [{}, {}] }] },
    });
    const heading = { root: source, extension: 'svar-1#1' };
    expect(in3(data).data).toMatchObject({
      laboratoryOrderOutcomeBody: {
        analysis: [
          { analysisId: heading, analysisText: 'Blodstatus', analysisComment: 'Hemolys' },
          { analysisText: 'hb', relationToAnalysis: [{ analysisId: heading }] },
          { analysisText: 'lpk', relationToAnalysis: [{ analysisId: heading }] },
        ],
      },
    });
  });

  it.each([
    [
      'in a ring',
      [analysis3('a', { ...refersTo('b'), ...outcome('1') }), analysis3('b', { ...refersTo('a'), ...outcome('2') })],
    ],
    ['to itself', [analysis3('a', { ...refersTo('a'), ...outcome('1') })]],
    ['to one that is not there', [analysis3('a', { ...refersTo('x'), ...outcome('1') })]],
  ])('%s are lost, and no analysis with them', (_, analyses) => {
    const { data, lost } = in4(answer3(analyses));
    expect(lost).toEqual(['laboratoryOrderOutcomeBody/analysis/relationToAnalysis']);
    expect(JSON.stringify(data).match(/"pq"/g)).toHaveLength(analyses.length);
  });

  it('of chains without end are cut, and no analysis is lost', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      analysis3(`a${index}`, { ...(index > 0 && refersTo(`a${index - 1}`)), ...outcome('1') }),
    );
    for (const analyses of [chain, chain.toReversed()]) {
      const { data, lost } = in4(answer3(analyses));
      expect(lost).toEqual(['laboratoryOrderOutcomeBody/analysis/relationToAnalysis']);
      expect(JSON.stringify(data).match(/"pq"/g)).toHaveLength(10_000);
    }
  });
});

describe('a result of version 4', () => {
  const answer4 = in4(answer3([analysis3('a', outcome('5.0'))])).data as { body: object };
  const result3 = (result: object) => {
    const analysis = { code: creatinine, specimen: [{ timestamp: sampled }], result: [result] };
    const { data } = in3({ ...answer4, body: { ...answer4.body, groupOfAnalyses: [{ analysis: [analysis] }] } });
    return (data as ReturnType<typeof answer3>).laboratoryOrderOutcomeBody.analysis[0]?.analysisOutcome;
  };
  const interval = { low: '3.5', high: '5,0', unit: 'mmol/L' };
  const value = (digits: string) => ({ value: { pq: { value: digits, unit: 'mmol/L' } } });

  it.each([
    ['outside by its words', { ...value('4'), interpretation: [{ originalText: 'Över referensintervall' }] }, true],
    [
      'inside by its words',
      { ...value('9'), reference: { interval }, interpretation: [{ displayName: 'Normal' }] },
      false,
    ],
    ['outside by its numbers', { ...value('5.1'), reference: { interval } }, true],
    ['on the bound', { ...value('5.0'), reference: { interval } }, false],
    [
      'on a bound that is outside',
      { ...value('5.0'), reference: { interval: { ...interval, highClosed: false } } },
      true,
    ],
    ['of another unit', { ...value('5100'), reference: { interval: { ...interval, unit: 'µmol/L' } } }, false],
    ['told of something else', { ...value('4'), interpretation: [{ originalText: 'Undersökning' }] }, false],
  ])('%s', (_, result, flag) => {
    expect(result3(result)).toMatchObject({ pathologicalFlag: flag });
  });

  it('keeps the words of its interpretation, and the unit of an interval that has its own', () => {
    const reference = { interval: { ...interval, unit: 'µmol/L' } };
    expect(
      result3({ ...value('4'), reference, comment: 'Omkörd', interpretation: [{ displayName: 'Resistent' }] }),
    ).toEqual({
      outcomeValue: '4',
      outcomeUnit: 'mmol/L',
      pathologicalFlag: false,
      outcomeDescription: 'Omkörd\nTolkning: Resistent',
      referenceInterval: '3.5-5,0 µmol/L',
    });
  });

  it('that is not final does not pass for final', () => {
    const preliminary = { ...answer4, body: { ...answer4.body, type: { code: 'partial', displayName: 'Delsvar' } } };
    const { data, lost } = in3(preliminary);
    expect(data).toMatchObject({ laboratoryOrderOutcomeBody: { resultType: 'PREL' } });
    expect(lost).toContain('body/type');
  });
});
